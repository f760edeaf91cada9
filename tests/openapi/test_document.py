"""A file that becomes a document is safe to walk, and everything else is an error with advice."""

import json
import os

import pytest

from pytest_vapi_contract import errors
from pytest_vapi_contract.openapi import import_document
from pytest_vapi_contract.openapi.document import LARGEST, Document
from tests.openapi.documents import document, holding, imported, saved


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
        (
            '{"a": 1' + 400 * "0" + "}",
            errors.NotJson,
            "00... is larger than any number that most programs can read",
        ),
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


def circular():
    """Return a document that holds itself."""
    content = document()
    content["components"]["schemas"]["Again"] = content
    return content


@pytest.mark.parametrize(
    ("content", "error", "text"),
    [
        ({}, errors.NotOpenApi, "The document is not an OpenAPI 3.0 or 3.1 document: the version"),
        ({"a": {1}}, errors.NotJson, "The document is not JSON: Object of type set"),
        ({"a": float("nan")}, errors.NotJson, "The document is not JSON: Out of range"),
        ({"a": "\ud800"}, errors.NotJson, "half of a surrogate pair"),
        (circular(), errors.NotJson, "Circular reference"),
        (holding({"default": json.loads("[" * 500 + "]" * 500)}), errors.DocumentTooDeep, "100 levels"),
        (holding({"default": "x" * LARGEST}), errors.DocumentTooLarge, "The document is too large"),
        (None, errors.UnreadableDocument, "Cannot read None: it is neither a path nor a dictionary"),
        ([document()], errors.UnreadableDocument, "neither a path nor a dictionary"),
        ("\0", errors.UnreadableDocument, "null"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_given_as_a_document_and_is_none(content, error, text):
    """A dictionary, or anything else, is refused in words like a file."""
    with pytest.raises(error, match=text):
        import_document(content)


def test_a_document_that_is_a_dictionary(tmp_path):
    """It is read like a file with the same content, and is not changed."""
    content = holding({"type": "string"})

    bundle = import_document(content)

    assert bundle.messages == imported(tmp_path, content).messages
    assert content == holding({"type": "string"})


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


def test_a_note_is_told_once_with_its_first_place():
    """What is read otherwise than it is written is a sentence, however often it occurs."""
    document = Document(dialect="3.0", schemas={}, origin={})
    for at in ("A", "B", "C", "A"):
        document.note(at, "`required` is false", "it is left out")
    document.note("A", "the enum is empty", "it is kept")

    assert document.warnings() == (
        "A and 2 more places: `required` is false; it is left out.",
        "A: the enum is empty; it is kept.",
    )


def test_a_note_does_nothing_to_a_terminal():
    """Names in a document are anything."""
    document = Document(dialect="3.0", schemas={}, origin={})
    document.note("A/\x1b[31m\u202e\n::error::x", "\x9b", "it is left out")

    assert document.warnings() == ("A/\\x1b[31m\\u202e\\n::error::x: \\x9b; it is left out.",)
