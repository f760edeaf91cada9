"""A document with a message type that nobody can make is checked for all others, and says so."""

import json

import pytest

from pytest_vapi_contract import Contract, samples
from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.errors import DocumentWarning, UnsupportedMessage


def message(type, schema):
    """The schema of a message that needs a property."""
    properties = {"type": {"type": "string", "enum": [type]}, "part": schema}
    return {"type": "object", "properties": properties, "required": ["type", "part"]}


def document(directory, *schemas):
    """A document with a message type for each schema: a, b and so on."""
    named = {
        f"ServerMessage{type}": message(type, schema) for type, schema in zip("ab", schemas, strict=False)
    }
    union = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in named]}
    schemas = {"ServerMessage": {"properties": {"message": union}}, **named}
    file = directory / "openapi.json"
    version = {"openapi": "3.1.0", "info": {"version": "2026-01-01"}}
    file.write_text(json.dumps({**version, "components": {"schemas": schemas}}), encoding="utf-8")
    return file


@pytest.fixture
def contract(tmp_path):
    """A contract with one type that can be made, and one that cannot."""
    impossible = {"type": "string", "minLength": 5, "maxLength": 2}
    return Contract.from_openapi(document(tmp_path, {"type": "string"}, impossible))


def test_the_others_are_checked(contract):
    """What was not is in the report, with the reason."""
    report = check_handler(lambda body: {}, contract=contract, checks=["accepts"], max_examples=3)

    [skip] = [skip for skip in report.skipped if "type b" in skip.what]
    assert "minLength is above maxLength" in skip.why
    assert report.types == ("a",)
    assert report.exchanges > 0


def test_a_sample_of_it_is_an_error(contract):
    """It names the place."""
    with pytest.raises(UnsupportedMessage, match="#/properties/part: minLength is above maxLength"):
        samples.sample("b", contract=contract)

    assert contract.why_not_generated("a") is None


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 10**9},
        {"type": "array", "items": {}, "minItems": 10**8},
        {"type": "object", "minProperties": 10**6},
    ],
)
def test_what_would_fill_the_memory_is_not_made(tmp_path, schema):
    """It is told like what is impossible."""
    with pytest.raises(UnsupportedMessage, match="are not generated"):
        samples.sample("a", contract=Contract.from_openapi(document(tmp_path, schema)))


def test_a_keyword_that_is_only_checked_is_told_at_the_import(tmp_path):
    """In one sentence that says what is not generated."""
    with pytest.warns(DocumentWarning, match="`not` is checked, but not generated"):
        Contract.from_openapi(document(tmp_path, {"not": {"type": "string"}}))
