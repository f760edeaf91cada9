"""
What cannot be imported: one clear error each, and nothing written, nothing fetched.
"""

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
    holding,
    imported,
    message,
    reference,
    saved,
    server_messages,
)


def nested(levels):
    """
    Return a document with a schema nested in so many levels.
    """
    deep = "[" * levels + "]" * levels
    return json.dumps(holding({"default": "DEEP"})).replace('"DEEP"', deep)


@pytest.mark.parametrize(
    ("content", "error", "text"),
    [
        ("", errors.NotJson, "is not JSON: Expecting value"),
        ("openapi: 3.0.0", errors.NotJson, "A YAML document has to be converted first"),
        ('{"openapi": "3.0.0"', errors.NotJson, "line 1 column 20"),
        (b"\xff\xfe\x00", errors.NotJson, "is not JSON"),
        (b'{"a": "\xe4"}', errors.NotJson, "is not JSON"),
        ('{"a": NaN}', errors.NotJson, "NaN is no number"),
        ('{"a": 1e999}', errors.NotJson, "1e999 is no number"),
        ('{"a": "\\ud800"}', errors.NotJson, "half of a surrogate pair"),
        ("[]", errors.NotOpenApi, "it holds no JSON object"),
        ("{}", errors.NotOpenApi, "it has no version at 'openapi'"),
        ({"swagger": "2.0"}, errors.NotOpenApi, "it is Swagger 2.0, which has to be converted first"),
        ({"openapi": "4.0.0"}, errors.NotOpenApi, "its version is '4.0.0'"),
        ({"openapi": "3.10.0"}, errors.NotOpenApi, "its version is '3.10.0'"),
        ({"openapi": 3.1}, errors.NotOpenApi, "it has no version"),
        ({"openapi": "3.1.0"}, errors.NotOpenApi, "it has no schemas"),
        ({"openapi": "3.1.0", "components": {"schemas": []}}, errors.NotOpenApi, "it has no schemas"),
        ({"openapi": "3.1.0", "components": {"schemas": {"A": 1}}}, errors.BadSchema, "it is no object"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_file_that_is_no_openapi_document(tmp_path, content, error, text):
    """
    Each kind of wrong file is refused in words of its own, with the path.
    """
    path = saved(tmp_path, content)

    with pytest.raises(error) as caught:
        import_document(path)

    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("levels", [120, 1_000, 500_000])
def test_a_document_that_is_nested_too_deeply(tmp_path, levels):
    """
    The limit lies far below that of Python, and the same error tells of both.
    """
    with pytest.raises(errors.DocumentTooDeep, match="nested in more than 100 levels"):
        imported(tmp_path, nested(levels))


def test_a_document_that_is_nested_as_deeply_as_any(tmp_path):
    """
    Ninety levels are many more than anyone writes.
    """
    assert imported(tmp_path, nested(90)).messages


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """
    Fifty megabytes are refused before they are parsed.
    """
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(errors.DocumentTooLarge, match=r"huge\.json has 50\.0 MB, and 20 MB is the most"):
        import_document(path)


def test_a_file_of_the_size_that_vapi_publishes_is_read(tmp_path):
    """
    The limit leaves room for documents several times as large.
    """
    content = document() | {"paths": {"/x": {"description": "x" * 3_000_000}}}

    assert imported(tmp_path, content).messages
    assert LARGEST >= 6 * 3_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no endless files to read")
def test_an_endless_file_ends(tmp_path):
    """
    A device that has no size is read up to the limit.
    """
    with pytest.raises(errors.DocumentTooLarge):
        import_document("/dev/zero")


def test_a_missing_file(tmp_path):
    """
    A path that leads nowhere is named.
    """
    with pytest.raises(errors.UnreadableDocument, match=r"none\.json cannot be read: No such file"):
        import_document(tmp_path / "none.json")


def test_a_directory(tmp_path):
    """
    A directory is no document.
    """
    with pytest.raises(errors.UnreadableDocument, match="it is a directory"):
        import_document(tmp_path)


def test_a_file_without_permission(tmp_path, monkeypatch):
    """
    A file that may not be read is named; root may read all, so the refusal is played.
    """

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path, document())
    monkeypatch.setattr(type(path), "open", refuse)

    with pytest.raises(errors.UnreadableDocument, match=r"openapi\.json cannot be read: Permission denied"):
        import_document(path)


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("#/components/schemas/Nowhere", "leads nowhere"),
        ("#/components/schemas/ServerMessageHang/properties/nowhere", "leads nowhere"),
        ("#/components/schemas/", "leads nowhere"),
        ("#/components/parameters/Id", "does not lead to a component"),
        ("#", "does not lead to a component"),
        ("#anchor", "does not lead to a component"),
        ("other.json#/Call", "leads out of the document; nothing is fetched"),
        ("https://example.com/schema.json", "leads out of the document; nothing is fetched"),
        ("file:///etc/passwd", "leads out of the document; nothing is fetched"),
        ("//example.com/x", "leads out of the document; nothing is fetched"),
        ("", "leads out of the document; nothing is fetched"),
        (7, "is no text"),
    ],
    ids=str,
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_reference_that_leads_nowhere_or_outside(tmp_path, monkeypatch, where, why, openapi):
    """
    The error names the reference and the place, and nothing is ever fetched.
    """
    monkeypatch.setattr(socket, "socket", None)

    with pytest.raises(errors.BadReference) as caught:
        held(tmp_path, {"items": {"$ref": where}}, openapi)

    assert why in str(caught.value)
    assert "/properties/held/items" in caught.value.at


def test_a_reference_in_a_component_is_checked(tmp_path):
    """
    What a message refers to may lead nowhere either.
    """
    with pytest.raises(errors.BadReference, match="in Plan/properties/a/\\$ref leads nowhere"):
        held(tmp_path, reference("Plan"), Plan={"properties": {"a": reference("Nowhere")}})


@pytest.mark.parametrize(
    "union",
    [
        {},
        {"properties": {}},
        {"properties": None},
        {"properties": {"message": None}},
        {"properties": {"message": {"oneOf": None}}},
        {"properties": {"message": {"oneOf": []}}},
        {"properties": {"message": {"oneOf": [None, {"type": "object"}]}}},
    ],
    ids=str,
)
def test_a_document_without_server_messages(tmp_path, union):
    """
    The error says where server messages are looked for.
    """
    with pytest.raises(errors.NoServerMessages, match="property `message` of ServerMessage refers to none"):
        imported(tmp_path, document(ServerMessage=union))


def test_a_document_without_the_component_of_server_messages(tmp_path):
    """
    Any other OpenAPI document describes none.
    """
    content = document()
    del content["components"]["schemas"]["ServerMessage"]

    with pytest.raises(
        errors.NoServerMessages, match="it has no component ServerMessage. They are looked for"
    ):
        imported(tmp_path, content)


@pytest.mark.parametrize(
    "type",
    ["../up", "a/b", "a\\b", "", ".", "..", ".hidden", "a b", "a\n", "ä", "components", "Manifest", "nul\0"],
)
def test_a_message_type_is_the_name_of_a_file(tmp_path, type):
    """
    No message type leads out of the directory, or takes the place of another file.
    """
    with pytest.raises(errors.BadMessage, match="cannot be the name of a file"):
        imported(tmp_path, document(ServerMessageHang=message(type)))


@pytest.mark.parametrize(
    "type", [{}, {"enum": []}, {"enum": [7]}, {"enum": "hang"}, {"const": None}, None], ids=str
)
def test_a_server_message_without_a_message_type(tmp_path, type):
    """
    A message that does not say its type cannot be filed.
    """
    hang = {"type": "object", "properties": {"type": type}}

    with pytest.raises(
        errors.BadMessage, match="'ServerMessageHang' cannot be imported: its property `type`"
    ):
        imported(tmp_path, document(ServerMessageHang=hang))


@pytest.mark.parametrize("type", ["hang", "Hang"])
def test_two_server_messages_of_one_message_type(tmp_path, type):
    """
    One file cannot hold two messages, nor can two files that some file systems take for one.
    """
    content = document(
        ServerMessage=server_messages("ServerMessageHang", "ServerMessageOther"),
        ServerMessageOther=message(type),
    )

    with pytest.raises(errors.BadMessage, match="'ServerMessageHang' has the message type 'hang' already"):
        imported(tmp_path, content)


def test_every_error_of_documents_has_one_root():
    """
    One `except` catches whatever is wrong with a document.
    """
    names = (
        "BadMessage BadReference BadRevisionName BadSchema DocumentTooDeep DocumentTooLarge NoServerMessages"
    )
    names += " NotJson NotOpenApi UnreadableDocument UnreadablePattern"

    assert all(issubclass(getattr(errors, name), errors.BadDocument) for name in names.split())
