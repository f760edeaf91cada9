"""The kinds of shape, and what a record says of itself."""

import pytest

from pytest_vapi_contract.shapes.nodes import Anything, Property, Record, Text

FREE = Anything(at="#/additionalProperties")
TEXT = Text(at="#/properties/a")
TWO = {"a": Property(TEXT, required=True), "b": Property(TEXT)}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(at="#", additional=FREE), True),
        (Record(at="#"), False),
        (Record(at="#", additional=TEXT), False),
        (Record(at="#", additional=FREE, properties=TWO), False),
        (Record(at="#", additional=FREE, min_properties=1), False),
        (Record(at="#", additional=FREE, max_properties=1), False),
        (Record(at="#", additional=FREE, forbidden=frozenset({"a"})), False),
    ],
)
def test_a_record_is_free_form_if_any_object_will_do(record, expected):
    """Nothing is declared, forbidden or counted."""
    assert record.is_free_form is expected


def test_a_record_counts_what_it_requires():
    """Only the properties that must be there."""
    assert Record(at="#", properties=TWO).required_count == 1


@pytest.mark.parametrize(
    ("closed", "least", "expected"), [(True, 2, True), (True, 1, False), (False, 2, False)]
)
def test_a_record_may_need_all_of_its_properties(closed, least, expected):
    """If it has no others and must have as many."""
    assert Record(at="#", properties=TWO, closed=closed, min_properties=least).needs_all is expected


def test_shapes_are_compared_by_identity():
    """Two places of a schema that say the same are two places."""
    assert Text(at="#") != Text(at="#")
    assert len({TEXT, Text(at="#/properties/a")}) == 2
