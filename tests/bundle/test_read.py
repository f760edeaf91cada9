import hashlib
import json
import re

import pytest

from pytest_vapi_contract.bundle import read_bundle, revisions, schemas_directory, write_bundle
from pytest_vapi_contract.errors import BrokenBundle, BundleError, UnknownRevision
from tests.bundle.bundles import bundle


@pytest.fixture
def directory(tmp_path):
    """Return a directory with two revisions."""
    for revision in ("2026-02-01", "2026-01-01"):
        write_bundle(bundle(revision), tmp_path)
    return tmp_path


def changed(path, change):
    """Change the JSON document in a file."""
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_what_was_written_is_read(directory):
    """A bundle survives being written, references and errata included."""
    assert read_bundle("2026-01-01", directory) == bundle("2026-01-01")


def test_a_manifest_of_before_is_read(directory):
    """Errata had no strength once, all were drawn, and an import had no warnings."""

    def change(document):
        entry = document["revisions"]["2026-01-01"]
        del entry["warnings"], entry["errata"][0]["strength"], entry["errata"][0]["drawn"]

    changed(directory / "manifest.json", change)

    read = read_bundle("2026-01-01", directory)

    assert (read.errata[0].strength, read.errata[0].drawn, read.warnings) == ("beside", True, ())


def test_revisions_are_read_oldest_first(directory):
    """The order is that of the dates, and the newest is the default."""
    assert revisions(directory) == ("2026-01-01", "2026-02-01")
    assert read_bundle(directory=directory).revision == "2026-02-01"


def test_a_revision_without_a_date_is_never_the_default(directory):
    """A revision with a name of its own does not count as newer than a dated one."""
    write_bundle(bundle("mine"), directory)

    assert revisions(directory) == ("mine", "2026-01-01", "2026-02-01")


def test_a_named_revision_counts_by_the_date_of_its_document(directory):
    """The version of the imported document is its date if the name is not."""
    write_bundle(bundle("mine", version="2026-01-15"), directory)

    assert revisions(directory) == ("2026-01-01", "mine", "2026-02-01")


def test_references_lead_into_the_bundle(directory):
    """References from file to file become references within the bundle, and data is left as it is."""
    read = read_bundle(directory=directory)

    assert read.messages["hang"]["properties"]["call"] == {"$ref": "#/$defs/Call"}
    assert read.messages["hang"]["properties"]["data"]["enum"] == [{"$ref": "components.json#/$defs/Call"}]


def test_an_unknown_revision_is_refused_with_those_that_are_known(directory):
    """The error keeps what was asked for, and says what there is."""
    with pytest.raises(UnknownRevision) as caught:
        read_bundle("2026-01-02", directory)

    assert caught.value.known == ("2026-01-01", "2026-02-01")
    assert str(caught.value) == ("Unknown revision '2026-01-02'. The revisions are 2026-01-01, 2026-02-01.")


def test_a_directory_without_revisions_is_refused(tmp_path):
    """An empty manifest has no newest revision."""
    (tmp_path / "manifest.json").write_text('{"layout": 1, "revisions": {}}', encoding="utf-8")

    with pytest.raises(UnknownRevision, match="No revision found in"):
        read_bundle(directory=tmp_path)


def test_a_changed_file_is_refused(directory):
    """A file whose SHA-256 is not that of the manifest is not read, whatever it holds."""
    path = directory / "2026-02-01" / "hang.json"
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(
        BrokenBundle, match=re.escape(f"{path} cannot be used: its SHA-256 differs from the manifest")
    ):
        read_bundle(directory=directory)


def test_a_file_that_holds_no_schema_is_refused(directory):
    """A manifest that vouches for something else is broken as well."""
    content = b"[]"
    (directory / "2026-02-01" / "hang.json").write_bytes(content)
    changed(
        directory / "manifest.json",
        lambda document: document["revisions"]["2026-02-01"]["files"].update(
            {"hang.json": hashlib.sha256(content).hexdigest()}
        ),
    )

    with pytest.raises(BrokenBundle, match="it does not contain a schema"):
        read_bundle(directory=directory)


@pytest.mark.parametrize("name", ["2026-02-01/hang.json", "2026-02-01/components.json", "manifest.json"])
def test_a_missing_file_is_refused(directory, name):
    """A bundle without one of its files is broken."""
    (directory / name).unlink()

    with pytest.raises(BrokenBundle, match="No such file"):
        read_bundle(directory=directory)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param("[" * 100_000, id="endless"),
        "no JSON",
        "null",
        "[]",
        "{}",
        '{"layout": 2, "revisions": {}}',
        '{"layout": 1}',
        '{"layout": 1, "revisions": []}',
        '{"layout": 1, "revisions": {"2026-02-01": null}}',
    ],
)
def test_a_broken_manifest_is_refused(directory, content):
    """Whatever the manifest holds instead, there is one error, and it names the manifest."""
    (directory / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(BrokenBundle, match=r"manifest\.json"):
        read_bundle(directory=directory)


@pytest.mark.parametrize("key", ["files", "messages", "replies", "errata", "origin"])
@pytest.mark.parametrize("value", ["missing", "null"])
def test_a_manifest_without_one_of_its_parts_is_refused(directory, key, value):
    """An entry needs all of its parts, each of the right kind."""

    def change(document):
        entry = document["revisions"]["2026-02-01"]
        entry.pop(key) if value == "missing" else entry.update({key: None})

    changed(directory / "manifest.json", change)

    with pytest.raises(BrokenBundle, match="entry of '2026-02-01'"):
        read_bundle(directory=directory)


def test_errors_of_bundles_have_one_root():
    """One `except` catches whatever is wrong with schema files."""
    assert issubclass(UnknownRevision, BundleError)
    assert issubclass(BrokenBundle, BundleError)


def test_schemas_are_found_in_the_package_first(tmp_path):
    """A wheel has the schemas in the package."""
    package = tmp_path / "package"
    (package / "schemas").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()

    assert schemas_directory(package) == package / "schemas"


def test_schemas_are_found_beside_the_package_otherwise(tmp_path):
    """A checkout has the schemas beside the package."""
    assert schemas_directory(tmp_path / "package") == tmp_path / "schemas"
