"""
Which places a message shows, found by walking along it.
"""

from pytest_vapi_contract._json import child
from pytest_vapi_contract.shapes import (
    EXTRA_PROPERTY,
    Array,
    Choice,
    Number,
    Place,
    Record,
    Text,
    Union,
    is_member,
)
from pytest_vapi_contract.shapes.membership import same_json


def shown(catalogue, shape, value):
    """
    Yield each place of a shape that a value of it shows.
    """
    shape = catalogue.resolve(shape)
    match shape:
        case Choice():
            places = (option.places for option in shape.options if same_json(option.value, value))
            yield from (Place(at, "value") for each in places for at in each)
        case Text():
            yield from touched(shape.at, len(value), minLength=shape.min_length, maxLength=shape.max_length)
        case Number():
            yield from touched(shape.at, value, minimum=shape.minimum, maximum=shape.maximum)
        case Array():
            yield Place(shape.at, ("empty", "one", "many")[min(len(value), 2)])
            yield from (place for item in value for place in shown(catalogue, shape.items, item))
        case Record():
            yield from shown_by_record(catalogue, shape, value)
        case Union():
            yield from shown_by_union(catalogue, shape, value)


def shown_by_union(catalogue, shape, value):
    """
    Yield each branch that a value is of, and what it shows there.
    """
    for branch in shape.branches:
        if is_member(catalogue, branch.shape, value):
            yield Place(branch.at, "branch")
            yield from shown(catalogue, branch.shape, value)


def touched(at, value, **bounds):
    """
    Yield the bounds that a number or a length touches.
    """
    for keyword, bound in bounds.items():
        if bound == value:
            yield Place(child(at, keyword), "bound")


def shown_by_record(catalogue, shape, value):
    """
    Yield what a record shows: each declared property, present or absent, and what it holds.
    """
    for name, part in shape.properties.items():
        yield Place(child(child(shape.at, "properties"), name), "present" if name in value else "absent")
        if name in value:
            yield from shown(catalogue, part.shape, value[name])
    for name, part in value.items():
        if name.startswith(EXTRA_PROPERTY) and shape.additional is not None and name not in shape.properties:
            yield from shown(catalogue, shape.additional, part)
