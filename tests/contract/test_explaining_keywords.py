"""The keywords with which messages are explained: a union names the branch that is meant."""

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from pytest_vapi_contract.contract.explaining_keywords import explaining
from pytest_vapi_contract.contract.readings import Reading
from tests.shapes.tiny import SCHEMAS, VALUES, inclusive

WIDE, NARROW = Reading(unions="inclusive"), Reading(unions="exclusive")
ASSERTED = Reading(unions="inclusive", formats="assertion")


def errors(schema, value, reading=WIDE, **components):
    """What is wrong with a value, each with its place."""
    document = {"$defs": components, **schema}
    validator = explaining(document, reading, lambda name, text: "@" in str(text))
    return [
        (list(error.absolute_path), error.validator, error.message) for error in validator.iter_errors(value)
    ]


@given(schema=SCHEMAS, value=VALUES)
def test_the_explaining_validator_gives_the_same_verdict(schema, value):
    """As `jsonschema` itself, with unions read in either way."""
    assert bool(errors(schema, value, NARROW)) is not Draft202012Validator(schema).is_valid(value)
    assert bool(errors(schema, value, WIDE)) is not Draft202012Validator(inclusive(schema)).is_valid(value)


def test_each_missing_property_is_named():
    """One error for each."""
    found = errors({"type": "object", "required": ["a", "b"]}, {"b": 1})

    assert [message for _, _, message in found] == ['"a" is missing']


def test_the_branch_with_the_tag_is_explained():
    """What is wrong in the other branches is of no interest."""
    branches = [
        {
            "type": "object",
            "properties": {"kind": {"enum": [kind]}, "size": {"type": "number"}},
            "required": ["kind"],
        }
        for kind in ("cat", "dog")
    ]

    found = errors({"oneOf": branches}, {"kind": "dog", "size": "large"})

    assert [(path, keyword) for path, keyword, _ in found] == [(["size"], "type")]


def test_a_value_of_two_branches_names_both():
    """Only where exactly one may accept."""
    union = {"oneOf": [{"$ref": "#/$defs/Short"}, {"type": "string"}]}

    [(_, _, message)] = errors(union, "a", NARROW, Short={"type": "string", "maxLength": 3})

    assert "fits 2 branches" in message
    assert "Short" in message
    assert errors(union, "a", WIDE, Short={"type": "string", "maxLength": 3}) == []


@pytest.mark.parametrize(("reading", "count"), [(WIDE, 0), (ASSERTED, 1)])
def test_a_format_is_asserted_if_the_reading_says_so(reading, count):
    """What decides is asked, not what `jsonschema` knows of formats."""
    assert len(errors({"type": "string", "format": "email"}, "nobody", reading)) == count
