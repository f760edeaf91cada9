"""What cannot be imported: one clear error each, and nothing written, nothing fetched."""

import json
import os
import socket

import pytest

from pytest_vapi_contract import errors
from pytest_vapi_contract.openapi import import_document
from pytest_vapi_contract.openapi.document import LARGEST
from tests.openapi.documents import (
    document,
    held,
    held_though,
    holding,
    imported,
    message,
    noted,
    reference,
    replies,
    saved,
    server_messages,
)


def nested(levels):
    """Return a document with a schema nested in so many levels."""
    deep = "[" * levels + "]" * levels
    return json.dumps(holding({"default": "DEEP"})).replace('"DEEP"', deep)


@pytest.mark.parametrize(
    ("content", "error", "text"),
    [
        ("", errors.NotJson, "is not JSON: Expecting value"),
        ("openapi: 3.0.0", errors.NotJson, "Convert a YAML document to JSON first"),
        ('{"openapi": "3.0.0"', errors.NotJson, "line 1 column 20"),
        (b"\xff\xfe\x00", errors.NotJson, "is not JSON"),
        (b'{"a": "\xe4"}', errors.NotJson, "is not JSON"),
        ('{"a": NaN}', errors.NotJson, "NaN is not a JSON number"),
        ('{"a": 1e999}', errors.NotJson, "1e999 is not a JSON number"),
        ('{"a": "\\ud800"}', errors.NotJson, "half of a surrogate pair"),
        ("[]", errors.NotOpenApi, "it is not a JSON object"),
        ("{}", errors.NotOpenApi, "the version at 'openapi' is missing"),
        ({"swagger": "2.0"}, errors.NotOpenApi, "it is Swagger 2.0, which must be converted first"),
        ({"openapi": "4.0.0"}, errors.NotOpenApi, "its version is '4.0.0'"),
        ({"openapi": "3.10.0"}, errors.NotOpenApi, "its version is '3.10.0'"),
        ({"openapi": 3.1}, errors.NotOpenApi, "the version at"),
        ({"openapi": "3.1.0"}, errors.NotOpenApi, "the schemas at"),
        ({"openapi": "3.1.0", "components": {"schemas": []}}, errors.NotOpenApi, "the schemas at"),
        ({"openapi": "3.1.0", "components": {"schemas": {"A": 1}}}, errors.BadSchema, "it is not an object"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_file_that_is_no_openapi_document(tmp_path, content, error, text):
    """Each kind of wrong file is refused in words of its own, with the path."""
    path = saved(tmp_path, content)

    with pytest.raises(error) as caught:
        import_document(path)

    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("levels", [120, 1_000, 500_000])
def test_a_document_that_is_nested_too_deeply(tmp_path, levels):
    """The limit lies far below that of Python, and the same error tells of both."""
    with pytest.raises(errors.DocumentTooDeep, match="more than 100 levels of nesting"):
        imported(tmp_path, nested(levels))


def test_a_document_that_is_nested_as_deeply_as_any(tmp_path):
    """Ninety levels are many more than anyone writes."""
    assert imported(tmp_path, nested(90)).messages


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """Fifty megabytes are refused before they are parsed."""
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(
        errors.DocumentTooLarge, match=r"huge\.json is too large: 50\.0 MB; the limit is 20 MB"
    ):
        import_document(path)


def test_a_file_of_the_size_that_vapi_publishes_is_read(tmp_path):
    """The limit leaves room for documents several times as large."""
    content = document() | {"paths": {"/x": {"description": "x" * 3_000_000}}}

    assert imported(tmp_path, content).messages
    assert LARGEST >= 6 * 3_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no endless files to read")
def test_an_endless_file_ends(tmp_path):
    """A device that has no size is read up to the limit."""
    with pytest.raises(errors.DocumentTooLarge):
        import_document("/dev/zero")


def test_a_missing_file(tmp_path):
    """A path that leads nowhere is named."""
    with pytest.raises(errors.UnreadableDocument, match=r"none\.json: No such file"):
        import_document(tmp_path / "none.json")


def test_a_directory(tmp_path):
    """A directory is no document."""
    with pytest.raises(errors.UnreadableDocument, match="it is a directory"):
        import_document(tmp_path)


def test_a_file_without_permission(tmp_path, monkeypatch):
    """A file that may not be read is named; root may read all, so the refusal is played."""

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path, document())
    monkeypatch.setattr(type(path), "open", refuse)

    with pytest.raises(errors.UnreadableDocument, match=r"openapi\.json: Permission denied"):
        import_document(path)


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("#/components/parameters/Id", "does not point to a component"),
        ("#", "does not point to a component"),
        ("#anchor", "does not point to a component"),
        ("other.json#/Call", "points outside the document, and nothing is fetched"),
        ("https://example.com/schema.json", "points outside the document, and nothing is fetched"),
        ("file:///etc/passwd", "points outside the document, and nothing is fetched"),
        ("//example.com/x", "points outside the document, and nothing is fetched"),
        ("", "points outside the document, and nothing is fetched"),
        (7, "is not a string"),
    ],
    ids=str,
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_reference_that_leads_outside(tmp_path, monkeypatch, where, why, openapi):
    """The error names the reference and the place, and nothing is ever fetched."""
    monkeypatch.setattr(socket, "socket", None)

    with pytest.raises(errors.BadReference) as caught:
        held(tmp_path, {"items": {"$ref": where}}, openapi)

    assert why in str(caught.value)
    assert "/properties/held/items" in caught.value.at


@pytest.mark.parametrize(
    "where",
    [
        "#/components/schemas/Nowhere",
        "#/components/schemas/",
        "#/components/schemas/ServerMessageHang/properties/nowhere",
        "#/components/schemas/ServerMessageHang/required/7",
        "#/components/schemas/ServerMessageHang/required/x",
    ],
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_reference_that_leads_nowhere_allows_anything(tmp_path, where, openapi):
    """Vapi has published such references; the warning names reference and place."""
    schema, warning = held_though(tmp_path, {"items": {"$ref": where}}, openapi)

    assert schema == {"items": {}}
    assert warning == (
        f"ServerMessageHang/properties/held/items/$ref: the reference '{where}' points to nothing; "
        "anything is allowed there."
    )


def test_what_stands_beside_a_reference_that_leads_nowhere(tmp_path):
    """Beside a reference nothing counts in 3.0, and all does in 3.1."""
    beside = reference("Nowhere") | {"type": "string", "nullable": True}

    assert held_though(tmp_path, beside, "3.0.0")[0] == {}
    assert held_though(tmp_path, reference("Nowhere") | {"minLength": 2}, "3.1.0")[0] == {"minLength": 2}


def test_a_reference_that_leads_nowhere_is_told_once(tmp_path):
    """A warning names the first place of several, and a component that is referred to is read too."""
    plan = {"properties": {name: reference("Nowhere") for name in "abc"}}

    schema, warning = held_though(tmp_path, reference("Plan"), Plan=plan)

    assert schema == {"$ref": "#/$defs/Plan"}
    assert warning.startswith("Plan/properties/a/$ref and 2 more places: the reference ")


def test_a_reference_to_what_is_no_schema_is_refused(tmp_path):
    """A list of names is there, and cannot be asked about a value."""
    with pytest.raises(errors.BadReference, match="points to something that is not a schema"):
        held(tmp_path, {"$ref": "#/components/schemas/ServerMessageHang/required"})


def test_messages_and_replies_that_lead_nowhere_are_left_out(tmp_path):
    """The other branches of both unions are read."""
    content = document(
        ServerMessage=server_messages("ServerMessageGone", "ServerMessageHang"),
        ServerMessageResponse=replies("ServerMessageResponseGone", "ServerMessageResponseHang"),
        ServerMessageResponseHang={"type": "object"},
    )

    bundle = noted(tmp_path, content)

    assert list(bundle.messages) == ["hang"]
    assert bundle.replies == {"hang": "ServerMessageResponseHang"}
    assert [text.partition(":")[0] for text in bundle.warnings] == ["ServerMessage", "ServerMessageResponse"]


@pytest.mark.parametrize(
    "union",
    [
        {},
        {"properties": {}},
        {"properties": None},
        {"properties": {"message": None}},
        {"properties": {"message": {"oneOf": None}}},
        {"properties": {"message": {"oneOf": []}}},
    ],
    ids=str,
)
def test_a_document_without_server_messages(tmp_path, union):
    """The error says where server messages are looked for."""
    with pytest.raises(errors.NoServerMessages, match="property `message` of ServerMessage refers to none"):
        imported(tmp_path, document(ServerMessage=union))


def test_branches_that_are_no_references_are_told(tmp_path):
    """A server message has to be a component, since it is filed under its name."""
    union = {"properties": {"message": {"oneOf": [None, {"type": "object"}, reference("ServerMessageHang")]}}}

    bundle = noted(tmp_path, document(ServerMessage=union))

    assert bundle.warnings == ("ServerMessage: a branch is not a reference to a component; it is left out.",)


def test_a_document_without_the_component_of_server_messages(tmp_path):
    """
    Components are taken for server messages that are called like them; any other document describes none.
    """
    content = document(ServerMessageResponse=replies())
    del content["components"]["schemas"]["ServerMessage"]

    bundle = noted(tmp_path, content)

    assert list(bundle.messages) == ["hang"]
    assert "all named ServerMessage… are server messages" in bundle.warnings[0]
    del content["components"]["schemas"]["ServerMessageHang"]
    with pytest.raises(errors.NoServerMessages, match="it has no component ServerMessage. They are expected"):
        imported(tmp_path, content)


@pytest.mark.parametrize(
    "union",
    [
        {"oneOf": [reference("ServerMessageHang")]},
        {"type": "object", "properties": {"message": reference("ServerMessageMessage")}},
        {"type": "object", "properties": {"message": {"allOf": [reference("ServerMessageMessage")]}}},
    ],
    ids=str,
)
def test_server_messages_may_be_listed_elsewhere(tmp_path, union):
    """The union may be `ServerMessage` itself, or a component of its own, and go round in a circle."""
    listed = {"anyOf": [reference("ServerMessageHang"), reference("ServerMessageMessage")]}

    bundle = imported(tmp_path, document(ServerMessage=union, ServerMessageMessage=listed))

    assert list(bundle.messages) == ["hang"]


def with_other(**component):
    """Return a document with a second server message, which is this component."""
    return document(
        ServerMessage=server_messages("ServerMessageHang", "ServerMessageOther"),
        ServerMessageOther=component,
    )


@pytest.mark.parametrize(
    "type",
    ["../up", "a/b", "a\\b", "", ".", "..", ".hidden", "a b", "a\n", "ä", "components", "Manifest", "nul\0"],
)
def test_a_message_type_is_the_name_of_a_file(tmp_path, type):
    """No message type leads out of the directory, or takes the place of another file."""
    bundle = noted(tmp_path, with_other(**message(type)))

    assert list(bundle.messages) == ["hang"]
    assert "cannot be used as a file name; the server message is left out" in bundle.warnings[0]
    with pytest.raises(errors.NoServerMessages, match="cannot be used as a file name"):
        imported(tmp_path, document(ServerMessageHang=message(type)))


@pytest.mark.parametrize(
    "type", [{}, {"enum": []}, {"enum": [7]}, {"enum": "hang"}, {"const": None}, None], ids=str
)
def test_a_server_message_without_a_message_type(tmp_path, type):
    """A message that does not say its type cannot be filed."""
    other = {"type": "object", "properties": {"type": type}}

    bundle = noted(tmp_path, with_other(**other))

    assert list(bundle.messages) == ["hang"]
    assert bundle.warnings[0].startswith(
        "ServerMessageOther: its property `type` has neither an enum of strings"
    )


def test_a_message_type_may_be_a_component(tmp_path):
    """What lists the values of `type` may be referred to."""
    content = with_other(properties={"type": {"allOf": [reference("Kind")]}})
    content["components"]["schemas"]["Kind"] = {"type": "string", "enum": ["ping"]}

    bundle = imported(tmp_path, content)

    assert list(bundle.messages) == ["hang", "ping"]


def test_the_message_type_is_the_first_that_can_be_a_file(tmp_path):
    """Vapi spells one message type in two ways, in either order."""
    spelled = {"properties": {"type": {"enum": ['transcript[transcriptType="final"]', "transcript"]}}}

    assert list(imported(tmp_path, with_other(**spelled)).messages) == ["hang", "transcript"]


@pytest.mark.parametrize("type", ["hang", "Hang"])
def test_two_server_messages_of_one_message_type(tmp_path, type):
    """One file cannot hold two messages, nor can two files that some file systems take for one."""
    bundle = noted(tmp_path, with_other(**message(type)))

    assert bundle.messages["hang"]["title"] == "ServerMessageHang"
    assert "'ServerMessageHang' already has the message type 'hang'" in bundle.warnings[0]


def test_every_error_of_documents_has_one_root():
    """One `except` catches whatever is wrong with a document."""
    names = (
        "BadMessage BadReference BadRevisionName BadSchema DocumentTooDeep DocumentTooLarge NoServerMessages"
    )
    names += " NotJson NotOpenApi UnreadableDocument"

    assert all(issubclass(getattr(errors, name), errors.BadDocument) for name in names.split())
