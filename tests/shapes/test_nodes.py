"""The kinds of shape, and what a record says of itself."""

from itertools import islice

import pytest

from pytest_vapi_contract.shapes.nodes import Anything, Array, Property, Record, Text

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
    ("shape", "needed"),
    [
        (Record(at="#", properties=TWO), (TEXT,)),
        (Array(at="#", items=TEXT), ()),
        (Array(at="#", items=TEXT, min_items=1), (TEXT,)),
        (Array(at="#", items=TEXT, holding=FREE), (FREE,)),
        (Array(at="#", items=TEXT, holding=FREE, min_items=1), (FREE,)),
        (Array(at="#", items=TEXT, holding=FREE, min_items=2), (FREE, TEXT)),
    ],
)
def test_what_each_value_needs(shape, needed):
    """What is required, and an item of its own beside the one that a list must hold."""
    assert shape.needed == needed


@pytest.mark.parametrize(
    ("record", "others"),
    [
        (Record(at="#", closed=True), None),
        (Record(at="#", additional=TEXT), TEXT),
        (Record(at="#", additional=FREE), FREE),
    ],
)
def test_what_is_not_declared_is_described(record, others):
    """Nothing, where a record has no others."""
    assert record.others is others
    assert isinstance(Record(at="#").others, Anything)


def test_other_names_are_free():
    """No declared property has one, and none that is forbidden."""
    record = Record(at="#", properties={"extra": Property(TEXT)}, forbidden=frozenset({"extra2"}))

    assert list(islice(record.other_names, 2)) == ["extra1", "extra3"]


def test_shapes_are_compared_by_identity():
    """Two places of a schema that say the same are two places."""
    assert Text(at="#") != Text(at="#")
    assert len({TEXT, Text(at="#/properties/a")}) == 2
