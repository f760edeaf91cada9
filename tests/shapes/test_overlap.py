"""How the branches of a union are told apart."""

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.shapes import Smallest, Union
from pytest_vapi_contract.shapes.compiler import compile_schema
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, accepts, catalogue, compiled, inclusive, unions


@settings(max_examples=many(200, 20_000))
@given(schema=unions(SCHEMAS))
def test_branches_are_told_apart(schema):
    """The smallest value of each branch is of that branch alone, and valid in both readings of unions."""
    known, shape = compiled(schema)
    (keyword,) = schema

    for branch in known.branches(shape) if isinstance(shape, Union) else ():
        value = Smallest(known).of(branch.shape)
        taking = [accepts(inclusive(each), value) for each in schema[keyword]]
        assert taking[int(branch.at.rpartition("/")[2])]
        assert keyword == "anyOf" or sum(taking) == 1
        assert accepts(schema, value)


def test_a_branch_without_a_value_is_left_out():
    """Also where unions are inclusive; and a branch that differs from another in two ways is listed twice."""
    apart = {"type": "object", "properties": {"a": {"type": "null"}, "b": {"type": "null"}}}
    either = {"oneOf": [apart, {"type": "object", "required": ["a", "b"]}, {"enum": []}]}
    strict, loose = catalogue(either), catalogue(either, exclusive=False)

    first, second = "#/oneOf/0", "#/oneOf/1"
    assert [each.at for each in strict.branches(strict.message("ping"))] == [first, first, second, second]
    assert [each.at for each in loose.branches(loose.message("ping"))] == [first, second]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, False),
        ({"oneOf": [{"type": "string"}, {"enum": ["a"]}]}, True),
        ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, True),
        ({"oneOf": [{"type": "string", "maxLength": 1}, {"type": "string", "minLength": 2}]}, False),
        ({"anyOf": [{"type": "string"}, {"type": "string"}]}, False),
    ],
)
def test_an_overlap_is_of_exclusive_unions(schema, expected):
    """
    Some value is of several branches, of which only one may take it, however the catalogue reads unions.
    """
    for exclusive in (True, False):
        known = catalogue(schema, exclusive=exclusive)
        assert known.overlaps(known.message("ping")) is expected


def test_what_is_without_another_is_worked_out_once():
    """The answer is remembered, also for a shape that holds itself."""
    known = catalogue(Node={"type": "array", "items": {"$ref": "#/$defs/Node"}})
    node, lists = known.component("Node"), compile_schema({"type": "array", "maxItems": 0}, "#")

    assert known.without(node, lists) is known.without(node, lists)
    assert known.without(node, node) == ()
