"""The schema files that ship, as the importer wrote them."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest

from pytest_vapi_contract.bundle import read_bundle, revisions, schemas_directory, subschemas, write_bundle
from tests.depth import DEEP

REVISIONS = ("2026-04-22", "2026-08-18")
FIRST_CLASS = json.loads(Path(__file__).with_name("first_class.json").read_text(encoding="utf-8"))
FILES = sorted(schemas_directory().glob("*/*.json"))


def test_both_revisions_ship_and_the_newest_is_read():
    """The newest revision is the default."""
    assert revisions() == REVISIONS
    assert read_bundle().revision == "2026-08-18"


@pytest.mark.parametrize("name", sorted(FIRST_CLASS))
def test_the_first_class_messages_are_those_that_the_project_started_from(name):
    """Properties, types, enums, unions and required lists of 2026-04-22 are as first published, in order."""
    schema = read_bundle("2026-04-22").messages[name]

    assert {keyword: schema[keyword] for keyword in FIRST_CLASS[name]} == FIRST_CLASS[name]
    assert list(schema["properties"]) == list(FIRST_CLASS[name]["properties"])
    assert schema.keys() == FIRST_CLASS[name].keys() | {"title", "type"}


def test_the_size_of_the_newest_revision():
    """Every published server message and every reply is there."""
    bundle = read_bundle("2026-08-18")

    assert (len(bundle.messages), len(bundle.components), len(bundle.replies)) == (29, 406, 8)


def test_an_assistant_version_came_with_the_second_revision():
    """The revisions differ where the published schemas differ, and null is a type of its own."""
    old, new = (read_bundle(revision).messages["hang"]["properties"] for revision in REVISIONS)

    assert new.keys() - old.keys() == {"assistantVersion"}
    assert new["assistantVersion"] == {"type": ["string", "null"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_file_is_a_schema_of_2020_12(path):
    """Both validators take every file for a schema, and the file says which dialect it is."""
    schema = json.loads(path.read_text(encoding="utf-8"))

    jsonschema_rs.meta.validate(schema)
    if DEEP or path.name != "components.json" or path.parent.name == REVISIONS[-1]:  # it takes seconds
        jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_messages_stand_alone_with_their_components(revision):
    """Every reference in a bundle leads to a component of the bundle."""
    bundle = read_bundle(revision)

    jsonschema_rs.Draft202012Validator(
        {"properties": dict(bundle.messages), "$defs": dict(bundle.components)}
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_references_lead_from_file_to_file(path):
    """An editor that opens the directory finds the target of every reference."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    components = json.loads(path.with_name("components.json").read_text(encoding="utf-8"))["$defs"]
    before = "#/$defs/" if path.name == "components.json" else "components.json#/$defs/"

    references = [
        inner["$ref"] for _, inner in subschemas(schema) if isinstance(inner, dict) and "$ref" in inner
    ]

    assert all(reference.startswith(before) for reference in references)
    assert {reference.removeprefix(before) for reference in references} <= components.keys()


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_words_of_others_ship(revision):
    """Files hold structure: neither descriptions nor examples, and titles of messages only."""
    bundle = read_bundle(revision)
    schemas = [*bundle.messages.values(), *bundle.components.values()]

    keywords = {key for schema in schemas for _, inner in subschemas(schema) for key in inner}

    assert keywords.isdisjoint({"default", "description", "discriminator", "example", "examples", "nullable"})
    assert all("title" in schema for schema in bundle.messages.values())


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_erratum_says_what_stands_at_its_place(revision):
    """An erratum quotes the schema at its place, and its name is its own."""
    bundle = read_bundle(revision)
    places = {
        f"{type}.json#{at}": inner for type, s in bundle.messages.items() for at, inner in subschemas(s)
    }
    for name, schema in bundle.components.items():
        places |= dict(subschemas(schema, f"components.json#/$defs/{name}"))

    published = [erratum for erratum in bundle.errata if erratum.kind != "unpublished-type"]

    assert all(places[erratum.place] == erratum.published for erratum in published)
    assert len({erratum.name for erratum in bundle.errata}) == len(bundle.errata)
    assert all(erratum.evidence for erratum in bundle.errata)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_errata_that_the_project_started_from_are_listed(revision):
    """Detected and observed contradictions are in the manifest under their names."""
    kinds = {erratum.name: erratum.kind for erratum in read_bundle(revision).errata}

    assert kinds["BackoffPlan.type"] == "container-enum"
    assert kinds["CreateAssistantDTO.serverMessages"] == "container-enum"
    assert kinds["NeuphonicVoice.voiceId.oneOf.0"] == "empty-enum"
    assert kinds["model-output.output"] == "observed"
    assert kinds["tool-calls.toolCallList.items"] == kinds["Call.startedAt"] == "observed"
    assert kinds["Artifact.messagesOpenAIFormatted.items"] == "observed"
    assert {name for name, kind in kinds.items() if kind == "unpublished-type"} == {
        "assistant.started",
        "function-call",
        "language-changed",
    }


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_is_sent_instead_and_what_beside(revision):
    """Tool-call arguments were an object in every capture; the rest is sent, and no more is known."""
    observed = [erratum for erratum in read_bundle(revision).errata if erratum.kind == "observed"]

    instead = {erratum.name for erratum in observed if erratum.strength == "instead"}

    tools = {name for name in instead if name.endswith("WithToolCall.toolCall")}
    assert instead == tools | {"tool-calls.toolCallList.items"}
    assert len(tools) == 7
    assert all(erratum.drawn for erratum in observed if erratum.strength == "instead")


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_erratum_of_the_wire_is_dated(revision):
    """
    Who reads it can look up when it was seen; what is said by documentation or code is told from captures.
    """
    undated = {
        erratum.name
        for erratum in read_bundle(revision).errata
        if erratum.kind == "observed" and not re.search(r"\b20\d\d-\d\d\b", erratum.evidence)
    }

    assert undated == {"ToolCall", "model-output.output"}


@pytest.mark.parametrize("name", ["Assistant", "ByoPhoneNumber", "TwilioPhoneNumber", "VapiPhoneNumber"])
def test_stored_records_ship(name):
    """What messages hold as stored has the properties of every stored record."""
    record = read_bundle().components[name]

    assert {"id", "orgId", "createdAt", "updatedAt"} <= set(record["required"])


@pytest.mark.parametrize(
    ("revision", "name", "kind"),
    [
        ("2026-04-22", "CreateWorkflowDTO.backgroundSound.oneOf.0", "unknown-type"),
        ("2026-08-18", "CreateElevenLabsCredentialDTO.apiUrl", "nullable-enum"),
    ],
)
def test_rarer_errata_are_listed_in_the_revision_that_has_them(revision, name, kind):
    """A type that JSON does not have, and an enum that forgot null, are errata too."""
    assert (name, kind) in {(erratum.name, erratum.kind) for erratum in read_bundle(revision).errata}


@pytest.mark.parametrize(
    ("output", "meant"),
    [
        ("Hello", True),
        ([{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}], True),
        ([], True),
        ([{"id": "1", "type": "function", "function": {"name": "f"}}], False),
        (["Hello"], False),
        ({}, False),
        (None, False),
        (1, False),
    ],
)
def test_what_model_output_means_by_output(output, meant):
    """A token is text, tool calls are a list; an object is what is published, not what is meant."""
    (erratum,) = (each for each in read_bundle().errata if each.name == "model-output.output")

    assert jsonschema.Draft202012Validator(erratum.meant).is_valid(output) is meant


@pytest.mark.parametrize("revision", REVISIONS)
def test_writing_a_shipped_revision_again_changes_nothing(revision, tmp_path):
    """A shipped revision is what is written of it, byte for byte."""
    write_bundle(read_bundle(revision), tmp_path)

    for path in (schemas_directory() / revision).iterdir():
        assert (tmp_path / revision / path.name).read_bytes() == path.read_bytes()


def test_reading_a_bundle_imports_nothing_heavy():
    """Every session pays for reading the bundle, so that it needs the standard library only."""
    code = (
        "import sys; from pytest_vapi_contract.bundle import read_bundle; read_bundle(); print(*sys.modules)"
    )

    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    heavy = {"faker", "hypothesis", "hypothesis_jsonschema", "jsonschema", "jsonschema_rs", "referencing"}
    assert not heavy & set(modules.split())


def test_reading_a_bundle_is_quick():
    """
    The whole of the newest revision is read and verified in milliseconds; a slow machine is given ten times.
    """
    best = min(_seconds() for _ in range(5))

    assert best < 0.15


def _seconds():
    started = time.process_time()
    read_bundle()
    return time.process_time() - started
