"""A catalogue compiles what it is asked for once, and builds messages from it."""

import jsonschema_rs
import pytest

from pytest_vapi_contract.errors import UnsupportedMessage
from pytest_vapi_contract.shapes import Record, Smallest
from tests.contract.messages import REVISIONS, contract
from tests.shapes.tiny import catalogue, compiled, inclusive


def test_each_shape_is_compiled_once():
    """Shapes are compared by identity, so that a component that holds itself can be followed."""
    known = catalogue({"$ref": "#/$defs/Free"}, Free={"type": "object"})

    assert known.message("ping") is known.message("ping")
    assert known.message("ping") is known.component("Free")


def test_a_message_is_generated_from_a_record():
    """A type whose messages are none is refused, by its name."""
    assert isinstance(catalogue({"type": "object"}).record("ping"), Record)
    with pytest.raises(UnsupportedMessage, match="'ping' cannot be generated"):
        catalogue({"type": "string"}).record("ping")


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_smallest_value_of_each_shape_that_ships_is_valid(revision):
    """Every component with a value has a smallest one that a validator accepts in both readings of unions."""
    asked = contract(revision)
    known, components = asked.catalogue(), asked.schema("session.created")["$defs"]
    inhabited = [name for name in components if known.why_empty(known.component(name)) is None]

    values = {name: Smallest(known).of(known.component(name)) for name in inhabited}

    assert len(inhabited) >= 320
    whole = {"$defs": components, "properties": {name: {"$ref": f"#/$defs/{name}"} for name in components}}
    assert list(jsonschema_rs.iter_errors(whole, values)) == []
    assert list(jsonschema_rs.iter_errors(inclusive(whole), values)) == []


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({"minProperties": 3, "additionalProperties": False}, True),
        ({"minProperties": 2, "additionalProperties": False}, False),
        ({"minProperties": 3}, False),
        ({"minProperties": 3, "additionalProperties": {"enum": []}}, True),
        ({"additionalProperties": False}, False),
    ],
)
def test_a_record_may_need_all_of_its_properties(rest, expected):
    """If it has no others and must have as many as have a value."""
    properties = {"a": {}, "b": {"enum": []}, "c": {}, "d": {}}
    known, shape = compiled({"type": "object", "properties": properties, **rest})

    assert known.needs_all(shape) is expected
    assert not known.has_value(shape.properties["b"].shape)
