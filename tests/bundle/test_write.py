import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from pytest_vapi_contract.bundle import read_bundle, revisions, write_bundle
from pytest_vapi_contract.errors import BrokenBundle, BundleNotWritten
from tests.bundle.bundles import bundle


def contents(directory):
    """Return every file below a directory, hidden ones too, with its bytes."""
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_a_bundle_is_a_manifest_and_a_directory_of_schemas(tmp_path):
    """One file for each message type, one for the components, and nothing left over."""
    write_bundle(bundle(), tmp_path / "new" / "schemas")

    assert sorted(contents(tmp_path / "new" / "schemas")) == [
        "2026-01-01/components.json",
        "2026-01-01/hang.json",
        "manifest.json",
    ]


def test_the_manifest_has_one_erratum_in_each_line(tmp_path):
    """A difference between two manifests names the errata that differ."""
    for revision in ("2026-01-01", "2026-02-01"):
        write_bundle(bundle(revision), tmp_path)

    lines = (tmp_path / "manifest.json").read_text(encoding="utf-8").splitlines()

    errata = [line.strip() for line in lines if '"evidence"' in line]
    assert len(errata) == 2
    assert all(json.loads(line)["strength"] == "instead" for line in errata)


def test_files_refer_to_the_components_beside_them(tmp_path):
    """A reference in the file of a message names the file of the components; data stays as it is."""
    write_bundle(bundle(), tmp_path)

    hang = json.loads((tmp_path / "2026-01-01" / "hang.json").read_text(encoding="utf-8"))
    components = json.loads((tmp_path / "2026-01-01" / "components.json").read_text(encoding="utf-8"))
    assert hang["properties"]["call"] == {"$ref": "components.json#/$defs/Call"}
    assert hang["properties"]["data"] == {"enum": [{"$ref": "components.json#/$defs/Call"}]}
    assert components["$defs"]["Call"]["properties"]["parent"] == {"$ref": "#/$defs/Call"}


def test_files_are_ascii_and_end_with_a_newline(tmp_path):
    """Files look the same in every editor."""
    write_bundle(bundle(), tmp_path)

    assert all(content.isascii() and content.endswith(b"}\n") for content in contents(tmp_path).values())


def test_properties_keep_the_order_in_which_they_are_published(tmp_path):
    """What has an order keeps it."""
    write_bundle(bundle(), tmp_path)

    read = read_bundle(directory=tmp_path).messages["hang"]["properties"]
    assert list(read) == ["type", "call", "data", "größe"]


def test_writing_again_changes_nothing(tmp_path):
    """The same bundle makes the same bytes, whatever else is in the directory."""
    write_bundle(bundle("2026-01-01"), tmp_path)
    write_bundle(bundle("2026-02-01"), tmp_path)
    before = contents(tmp_path)

    write_bundle(bundle("2026-01-01"), tmp_path)

    assert contents(tmp_path) == before


def test_the_order_of_imports_does_not_matter(tmp_path):
    """Two revisions make the same manifest, whichever is written first."""
    for name, order in (("one", ("2026-01-01", "2026-02-01")), ("two", ("2026-02-01", "2026-01-01"))):
        for revision in order:
            write_bundle(bundle(revision), tmp_path / name)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_revision_is_replaced_as_a_whole(tmp_path):
    """A message type that is gone leaves no file behind."""
    write_bundle(replace(bundle(), messages={"gone": {}, "hang": {}}), tmp_path)

    write_bundle(bundle(), tmp_path)

    assert "2026-01-01/gone.json" not in contents(tmp_path)
    assert read_bundle(directory=tmp_path) == bundle()


def test_a_written_bundle_can_be_read_by_everyone(tmp_path):
    """Files and directory have the permissions that any new file has."""
    write_bundle(bundle(), tmp_path)
    usual = tmp_path / "usual"
    usual.mkdir()

    assert stat.S_IMODE((tmp_path / "2026-01-01").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


@pytest.mark.parametrize("broken", ["write_bytes", "rename", "replace", "mkdir"])
@pytest.mark.parametrize("time", range(4))
def test_whatever_fails_what_was_there_still_is(tmp_path, monkeypatch, broken, time):
    """A full disk at any moment leaves the existing bundle as it was, and nothing beside it."""
    write_bundle(bundle(), tmp_path)
    before = contents(tmp_path)
    original, calls = getattr(Path, broken), []

    def fail(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == time + 1:
            raise OSError(28, "No space left on device")
        return original(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Path, broken, fail)
        failure = written(replace(bundle(), replies={}), tmp_path)

    assert ("No space left on device" in failure) is (len(calls) > time)
    assert not failure or contents(tmp_path) == before
    assert not list(tmp_path.glob(".*"))
    assert revisions(tmp_path) == ("2026-01-01",)
    read_bundle(directory=tmp_path)


def written(bundle, directory):
    """Write a bundle; return the text of the error, or nothing."""
    try:
        write_bundle(bundle, directory)
    except BundleNotWritten as error:
        return str(error)
    return ""


def test_a_place_that_is_no_directory_is_refused(tmp_path):
    """A file where the directory should be is named in the error."""
    (tmp_path / "schemas").write_text("mine", encoding="utf-8")

    with pytest.raises(BundleNotWritten, match="schemas: File exists"):
        write_bundle(bundle(), tmp_path / "schemas")


def test_a_broken_manifest_is_not_written_over(tmp_path):
    """A manifest that cannot be read may list what must not be lost."""
    (tmp_path / "manifest.json").write_text("mine", encoding="utf-8")

    with pytest.raises(BrokenBundle, match="is not JSON"):
        write_bundle(bundle(), tmp_path)

    assert contents(tmp_path) == {"manifest.json": b"mine"}
