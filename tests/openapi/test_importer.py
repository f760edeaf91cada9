import json
from copy import deepcopy

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.bundle import read_bundle, write_bundle
from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.errors import BadRevisionName
from pytest_vapi_contract.openapi import import_document
from tests.openapi.documents import (
    REVISION,
    document,
    held,
    imported,
    message,
    reference,
    replies,
    saved,
    server_messages,
)

RICH = document(
    ServerMessage=server_messages("ServerMessageToolCalls", "ServerMessageHang", "ServerMessageTranscript"),
    ServerMessageToolCalls=message("tool-calls", call={"allOf": [reference("Call")]})
    | {"required": ["call"]},
    ServerMessageTranscript=message("transcript", type={"enum": ["transcript", "transcript[final]"]}),
    ServerMessageResponse=replies("ServerMessageResponseToolCalls"),
    ServerMessageResponseToolCalls={"type": "object", "properties": {"results": reference("Result")}},
    Call={"type": "object", "properties": {"parent": reference("Call"), "plan": reference("Plan")}},
    Plan={"type": "object", "enum": ["fixed"], "description": "Words of others."},
    Result={"type": "string", "nullable": True},
    Unused={"$ref": "https://example.com/never.json"},
)


@pytest.mark.parametrize("openapi", ["3.0.0", "3.0.3", "3.1.0", "3.1.1"])
def test_messages_are_found_by_message_type(tmp_path, openapi):
    """The message type is the first value of `type`, whether or not `type` is required."""
    bundle = imported(tmp_path, RICH | {"openapi": openapi})

    assert list(bundle.messages) == ["hang", "tool-calls", "transcript"]
    assert bundle.messages["tool-calls"]["required"] == ["call"]
    assert bundle.messages["tool-calls"]["title"] == "ServerMessageToolCalls"


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_a_union_of_messages_is_either_kind(tmp_path, keyword):
    """Messages may be alternatives of `oneOf` or of `anyOf`."""
    union = {"properties": {"message": {keyword: [reference("ServerMessageHang")] * 2}}}

    assert list(imported(tmp_path, document(ServerMessage=union)).messages) == ["hang"]


def test_one_message_needs_no_union(tmp_path):
    """A document may have a single server message."""
    single = {"properties": {"message": reference("ServerMessageHang")}}

    assert list(imported(tmp_path, document(ServerMessage=single)).messages) == ["hang"]


def test_a_message_type_may_be_a_const(tmp_path):
    """OpenAPI 3.1 can say a single value as `const`."""
    hang = {"type": "object", "properties": {"type": {"const": "hang"}}}

    bundle = imported(tmp_path, document("3.1.0", ServerMessageHang=hang))

    assert bundle.messages["hang"]["properties"]["type"] == {"const": "hang"}


def test_components_are_what_messages_and_replies_refer_to(tmp_path):
    """Components are sorted, recursive ones are there once, and what nothing refers to is left out."""
    bundle = imported(tmp_path, RICH)

    assert list(bundle.components) == ["Call", "Plan", "Result", "ServerMessageResponseToolCalls"]
    assert bundle.components["Call"]["properties"]["parent"] == {"$ref": "#/$defs/Call"}


def test_replies_are_found_by_the_name_of_the_message(tmp_path):
    """
    `ServerMessageResponseToolCalls` is the reply to `ServerMessageToolCalls`, whatever its message type.
    """
    assert imported(tmp_path, RICH).replies == {"tool-calls": "ServerMessageResponseToolCalls"}


def test_a_message_that_is_referred_to_is_a_component_too(tmp_path):
    """A message that holds a message finds it among the components."""
    part = held(tmp_path, reference("ServerMessageHang"))

    assert part == {"$ref": "#/$defs/ServerMessageHang"}


def test_a_reference_may_lead_into_a_component(tmp_path):
    """A JSON pointer may go deeper than the component: what it leads to is a component of its own."""
    call = {"type": "object", "properties": {"id": {"type": "string"}, "is": True}}
    held = {"$ref": "#/components/schemas/Call/properties/id"}
    content = document(
        ServerMessageHang=message(a=held, b=held, c={"$ref": "#/components/schemas/Call/properties/is"}),
        **{"Call": call, "Call.properties.id": {"type": "null"}},
    )

    bundle = imported(tmp_path, content)

    assert bundle.components == {"Call.properties.id_2": {"type": "string"}, "Call.properties.is": {}}
    properties = bundle.messages["hang"]["properties"]
    assert properties["a"] == properties["b"] == {"$ref": "#/$defs/Call.properties.id_2"}
    assert Contract(bundle).standing({"type": "hang", "a": 5}) == "violating"
    assert "a" in samples.sample("hang", contract=Contract(bundle), detail="rich")


def test_odd_names_are_changed(tmp_path):
    """A component may have any name, also one with a slash, a tilde or a blank, which OpenAPI forbids."""
    name = {"$ref": "#/components/schemas/a~1b~0%20c"}

    bundle = imported(
        tmp_path, document(ServerMessageHang=message(held=name), **{"a/b~ c": {"type": "null"}})
    )

    assert list(bundle.components) == ["a_b__c"]
    assert bundle.messages["hang"]["properties"]["held"] == {"$ref": "#/$defs/a_b__c"}


def test_the_origin_is_kept(tmp_path):
    """A bundle says which document it is from, down to its bytes."""
    origin = imported(tmp_path, json.dumps(document(version="7"), indent=1), "mine").origin

    assert origin["title"] == "Messages"
    assert origin["version"] == "7"
    assert len(origin["sha256"]) == 64


def test_a_document_without_information_is_imported(tmp_path):
    """Title and version are no condition, as long as the revision is named."""
    bare = {key: value for key, value in document().items() if key != "info"}

    assert imported(tmp_path, bare, "mine").origin["version"] == ""


def test_the_date_of_a_document_names_the_revision(tmp_path):
    """A version that is a date is the revision, unless another one is asked for."""
    assert imported(tmp_path, document()).revision == REVISION
    assert imported(tmp_path, document(), "mine").revision == "mine"


@pytest.mark.parametrize("version", ["", "1.0", "2026-1-2", "2026-01-02-beta"])
def test_a_version_that_is_no_date_names_no_revision(tmp_path, version):
    """The revision has to be named then, and the error says how."""
    with pytest.raises(BadRevisionName, match="which is not a date. Choose one, for example with --revision"):
        imported(tmp_path, document(version=version))


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "a/b", "a\\b", "a b", ".hidden", "a\n", "ä"])
def test_a_revision_is_the_name_of_a_directory(tmp_path, name):
    """No revision leads out of the directory of the bundle."""
    with pytest.raises(BadRevisionName, match="letters, digits"):
        imported(tmp_path, document(), name)


def test_importing_again_changes_nothing(tmp_path):
    """
    The same document makes the same bytes, however often, and in whatever order it lists its components.
    """
    other_order = deepcopy(RICH)
    schemas = other_order["components"]["schemas"]
    other_order["components"]["schemas"] = dict(reversed(schemas.items()))
    path = saved(tmp_path, RICH)
    write_bundle(import_document(path), tmp_path / "one")
    before = {file: file.read_bytes() for file in (tmp_path / "one").rglob("*.json")}

    write_bundle(import_document(str(path)), tmp_path / "one")
    write_bundle(imported(tmp_path, other_order), tmp_path / "two")

    assert {file: file.read_bytes() for file in (tmp_path / "one").rglob("*.json")} == before
    for name in ("components.json", "hang.json", "tool-calls.json", "transcript.json"):
        paths = (tmp_path / directory / REVISION / name for directory in ("one", "two"))
        assert len({file.read_bytes() for file in paths}) == 1


def test_an_imported_bundle_is_the_bundle_that_is_read(tmp_path):
    """Nothing is lost on the way through the files."""
    bundle = imported(tmp_path, RICH)

    write_bundle(bundle, tmp_path / "schemas")

    assert read_bundle(directory=tmp_path / "schemas") == bundle
