"""How the branches of a union are told apart."""

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.shapes import Smallest, Union
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.shapes.nodes import Branch, Nothing, Number, Text
from pytest_vapi_contract.shapes.overlap import Overlap
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


SHORT, WORD = Text(at="#/short", max_length=2), Text(at="#/word")
MIDDLE, NUMBER = Number(at="#/middle", minimum=0, maximum=9), Number(at="#/number")
NEVER = Nothing(at="#/never", reason="is not there")


def overlap(*, exclusive=True):
    """What tells branches apart, in one of the two readings of `oneOf`."""
    return Overlap(catalogue(), exclusive=exclusive)


def joined(*shapes, exclusive=True):
    """A union of shapes, each branch at a place of its own."""
    branches = tuple(Branch(shape, f"#/branch{at}") for at, shape in enumerate(shapes))
    return Union(at="#/union", branches=branches, exclusive=exclusive)


@pytest.mark.parametrize("reading", [True, False])
@pytest.mark.parametrize("declared", [True, False])
def test_branches_are_told_apart_where_both_ask_for_it(reading, declared):
    """The union has to be exclusive, and so has the reading; else each branch is as it was declared."""
    both = joined(SHORT, WORD, exclusive=declared)
    known = overlap(exclusive=reading)

    assert known.tells_apart(both) is (reading and declared)
    if not (reading and declared):
        assert known.branches(both) == both.branches


def test_a_branch_is_narrowed_to_what_no_other_allows():
    """A branch of which nothing is left is not listed; the others keep their places."""
    [rest] = overlap().branches(joined(SHORT, WORD))

    assert rest.at == "#/branch1"
    assert isinstance(rest.shape, Text)
    assert rest.shape.min_length == 3


def test_a_branch_that_differs_in_several_ways_is_listed_for_each():
    """Below the other one, and above it."""
    known = overlap()

    found = known.branches(joined(NUMBER, MIDDLE))

    assert [branch.at for branch in found] == ["#/branch0", "#/branch0"]
    assert [branch.shape.exclusive_maximum for branch in found if isinstance(branch.shape, Number)] == [
        0,
        None,
    ]
    assert [branch.shape.exclusive_minimum for branch in found if isinstance(branch.shape, Number)] == [
        None,
        9,
    ]


@pytest.mark.parametrize("exclusive", [True, False])
def test_a_branch_without_a_value_is_not_listed(exclusive):
    """Whether the branches are told apart or not."""
    both = joined(NEVER, WORD, exclusive=exclusive)

    assert [branch.at for branch in overlap().branches(both)] == ["#/branch1"]


def test_what_was_told_apart_is_the_same_the_next_time():
    """So that what is found of its shapes is found again."""
    known, both = overlap(), joined(SHORT, WORD)

    assert known.branches(both) is known.branches(both)
