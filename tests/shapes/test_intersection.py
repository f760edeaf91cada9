"""An intersection holds what is of both shapes."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Array, Choice, Nothing, Number, Record, Smallest, Text, is_member
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.shapes.intersection import intersect
from pytest_vapi_contract.shapes.nodes import Anything, Branch, Option, Property, Reference, Union
from pytest_vapi_contract.strategies.encoding.builders import grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, VALUES, accepts, catalogue, compiled, inclusive


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS, value=VALUES)
def test_what_is_of_both_is_of_the_intersection_and_the_other_way_round(one, other, value):
    """A validator that is asked for both at once agrees."""
    known, shape = compiled({"allOf": [one, other]})

    both = accepts(inclusive(one), value) and accepts(inclusive(other), value)

    assert is_member(known, shape, value) == both


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS)
def test_the_smallest_value_of_the_intersection_is_of_both(one, other):
    """Also where unions are exclusive."""
    known, shape = compiled({"allOf": [one, other]})
    if known.why_empty(shape) is not None:  # an assumption would fail for half of all pairs
        return

    value = Smallest(known).of(shape)

    assert accepts(one, value)
    assert accepts(other, value)


@settings(max_examples=many(40, 3_000))
@given(one=SCHEMAS, other=SCHEMAS, data=st.data())
def test_every_value_of_the_intersection_is_of_both(one, other, data):
    """The same holds for whatever is grown along it."""
    known, shape = compiled({"allOf": [one, other]})
    if known.why_empty(shape) is not None:  # an assumption would fail for half of all pairs
        return

    value = data.draw(grown(Generator(known, DETAILS["typical"]).part(shape, 0)))

    assert accepts(one, value)
    assert accepts(other, value)


def test_what_is_left_open_is_of_both_as_well():
    """A property that neither declares has to be what both say of others."""
    known, shape = compiled(
        {
            "allOf": [
                {"type": "object", "additionalProperties": {"type": "string"}},
                {"type": "object", "additionalProperties": {"maxLength": 1, "type": "string"}},
                {"type": "object"},
            ]
        }
    )

    assert is_member(known, shape, {"x": "a"})
    assert not is_member(known, shape, {"x": "ab"})
    assert not is_member(known, shape, {"x": 1})


def test_what_contradicts_each_other_says_so():
    """The reason names the place of the other part."""
    known = catalogue()

    shape = intersect(
        known, compile_schema({"type": "string"}, "#/one"), compile_schema({"type": "number"}, "#/two")
    )

    assert isinstance(shape, Nothing)
    assert shape.at == "#/one"
    assert shape.reason == "contradicts #/two"
    assert shape.understood


LETTERS, WORDS = Text(at="#/letters", max_length=1), Text(at="#/words")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (
            Text(at="#/one", min_length=1, max_length=9, pattern="a", edges={"#/min": 1}),
            Text(at="#/two", min_length=2, max_length=8, format="date", edges={"#/max": 8}),
            {"min_length": 2, "max_length": 8, "pattern": "a", "format": "date"},
        ),
        (
            Text(at="#/one", other_than=frozenset({"a", "b"}), pattern="a", format="date"),
            Text(at="#/two", other_than=frozenset({"b", "c"}), pattern="a", format="date"),
            {"other_than": frozenset("abc"), "pattern": "a", "format": "date"},
        ),
        (
            Number(at="#/one", minimum=1, maximum=9, exclusive_minimum=0, exclusive_maximum=10),
            Number(at="#/two", minimum=2, maximum=8, exclusive_minimum=1, exclusive_maximum=9),
            {"minimum": 2, "maximum": 8, "exclusive_minimum": 1, "exclusive_maximum": 9},
        ),
        (
            Number(at="#/one", integral=True, other_than=frozenset({1, 2}), edges={"#/min": 1}),
            Number(at="#/two", multiple_of=2, other_than=frozenset({2, 3}), edges={"#/max": 9}),
            {"integral": True, "multiple_of": 2, "other_than": frozenset({1, 2, 3})},
        ),
        (Number(at="#/one", multiple_of=2), Number(at="#/two", multiple_of=2), {"multiple_of": 2}),
        (
            Array(at="#/one", items=WORDS, min_items=1, max_items=9, unique=True),
            Array(at="#/two", items=WORDS, min_items=2, max_items=8, holding=LETTERS),
            {"min_items": 2, "max_items": 8, "unique": True, "holding": LETTERS},
        ),
        (
            Record(at="#/one", min_properties=1, max_properties=9, forbidden=frozenset({"a", "b"})),
            Record(at="#/two", min_properties=2, max_properties=8, forbidden=frozenset({"b", "c"})),
            {"min_properties": 2, "max_properties": 8, "forbidden": frozenset("abc"), "closed": False},
        ),
        (Record(at="#/one", closed=True), Record(at="#/two"), {"closed": True, "additional": None}),
        (
            Record(at="#/one", closed=True),
            Record(at="#/two", additional=WORDS),
            {"closed": True, "additional": None},
        ),
        (Record(at="#/one", additional=Anything(at="#/any")), Record(at="#/two"), {"max_properties": None}),
        (
            Record(at="#/one", additional=Anything(at="#/any")),
            Record(at="#/two", additional=WORDS),
            {"additional": WORDS},
        ),
    ],
)
def test_the_bounds_of_both_hold(one, other, both):
    """The tighter of two bounds, the only one of its kind, and all that either rules out."""
    for left, right in ((one, other), (other, one)):
        shape = intersect(catalogue(), left, right)

        assert type(shape) is type(left)
        assert shape.at == left.at
        assert {name: getattr(shape, name) for name in both} == both
        if isinstance(left, Text | Number):
            assert asdict(shape)["edges"] == {**left.edges, **right.edges}


def test_a_record_of_both_stays_free_where_nothing_is_declared():
    """What allows anything, with what allows anything, allows anything; a declared property ends that."""
    free = Record(at="#/free", additional=Anything(at="#/free"))
    named = Record(at="#/named", properties={"a": Property(WORDS)}, additional=Anything(at="#/named"))
    known = catalogue()

    assert intersect(known, free, Record(at="#/two", additional=Anything(at="#/two"))).is_free_form
    assert intersect(known, free, named).additional is None
    assert intersect(known, Record(at="#/one"), Record(at="#/two")).additional is None


def test_the_properties_of_both_are_declared():
    """Each is of both shapes, is required if either says so, and is at the places of both."""
    one = Record(at="#/one", properties={"a": Property(WORDS, False, ("#/1",)), "b": Property(WORDS)})
    other = Record(at="#/two", properties={"a": Property(LETTERS, True, ("#/2",))}, additional=LETTERS)
    known = catalogue()

    shape = intersect(known, one, other)

    assert list(shape.properties) == ["a", "b"]
    assert [part.required for part in shape.properties.values()] == [True, False]
    assert shape.properties["a"].places == ("#/1", "#/2")
    assert [known.resolve(part.shape).max_length for part in shape.properties.values()] == [1, 1]
    assert [part.shape.at for part in shape.properties.values()] == ["#/words", "#/words"]


def test_what_a_closed_record_does_not_declare_is_never_there():
    """The reason names the record that is closed."""
    closed = Record(at="#/closed", properties={"a": Property(WORDS)}, closed=True)
    known = catalogue()

    shape = intersect(known, closed, Record(at="#/two", properties={"b": Property(WORDS, True)}))

    absent = known.resolve(shape.properties["b"].shape)
    assert isinstance(absent, Nothing)
    assert absent.reason == "#/closed allows no other property"
    assert absent.at == "#/closed"
    assert shape.properties["b"].required


def test_lists_of_both_have_items_of_both():
    """At the places of both, each once."""
    one = Array(at="#/one", items=WORDS, places=("#/1", "#/2"), holding=LETTERS)
    other = Array(at="#/two", items=LETTERS, places=("#/2", "#/3"))
    known = catalogue()

    shape = intersect(known, one, other)

    assert known.resolve(shape.items).max_length == 1
    assert shape.places == ("#/1", "#/2", "#/3")
    assert shape.holding is LETTERS


def test_a_value_that_both_list_is_at_the_places_of_both():
    """Equal as JSON has it; with the bounds that either touches."""
    one = Choice(at="#/one", options=(Option(1, ("#/a",), ("#/x",)), Option(2), Option(True)))
    other = Choice(at="#/two", options=(Option(1.0, ("#/b", "#/a"), ("#/y",)), Option("1", ("#/no",))))

    shape = intersect(catalogue(), one, other)

    assert isinstance(shape, Choice)
    assert shape.options == (Option(1, ("#/a", "#/b"), ("#/x", "#/y")),)
    assert shape.at == "#/one"


@pytest.mark.parametrize(
    ("values", "bounded"),
    [
        (("a", "abc"), Text(at="#/two", max_length=3, edges={"#/max": 3, "#/min": 0})),
        ((2, 3), Number(at="#/two", maximum=3, edges={"#/max": 3, "#/min": 0})),
    ],
)
def test_a_value_touches_the_bounds_that_it_is_equal_to(values, bounded):
    """The length of a string, and a number itself; the places that list it stay."""
    listed = Choice(at="#/one", options=tuple(Option(value, ("#/a",), ("#/b",)) for value in values))

    shape = intersect(catalogue(), bounded, listed)

    assert isinstance(shape, Choice)
    assert [option.bounds for option in shape.options] == [("#/b",), ("#/b", "#/max")]
    assert {option.places for option in shape.options} == {("#/a",)}


@pytest.mark.parametrize("other", [LETTERS, Choice(at="#/one", options=(Option("a"), Option(1)))])
def test_a_union_with_another_shape_has_the_branches_of_both(other):
    """Each at its own place, whichever comes first; what tells the branches apart stays."""
    branches = (Branch(WORDS, "#/words"), Branch(Number(at="#/number"), "#/number"))
    either = Union(at="#/union", branches=branches, exclusive=True)
    known = catalogue()

    for shape in (intersect(known, either, other), intersect(known, other, either)):
        assert (shape.at, shape.exclusive) == ("#/union", True)
        assert [branch.at for branch in shape.branches] == ["#/words", "#/number"]
        assert is_member(known, shape, "a")
        assert not is_member(known, shape, "ab")


def test_values_of_which_none_is_allowed_are_nothing():
    """The reason names both."""
    shape = intersect(catalogue(), WORDS, Choice(at="#/one", options=(Option(1),)))

    assert isinstance(shape, Nothing)
    assert (shape.at, shape.reason) == ("#/one", "no value of it is allowed by #/words")


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (Text(at="#/one", pattern="a"), Text(at="#/two", pattern="b"), "two patterns at once (#/two)"),
        (
            Number(at="#/one", multiple_of=2),
            Number(at="#/two", multiple_of=3),
            "two multiples at once (#/two)",
        ),
    ],
)
def test_what_cannot_be_said_of_both_is_not_understood(one, other, what):
    """Nothing is built, and nothing is said to be empty."""
    shape = intersect(catalogue(), one, other)

    assert isinstance(shape, Nothing)
    assert (shape.at, shape.reason) == ("#/one", f"{what} are not supported")
    assert not shape.understood


def test_a_component_and_itself_is_the_component():
    """It is not followed, so that a component may hold itself; another one is."""
    known = catalogue(Node={"type": "string"}, Leaf={"type": "string", "maxLength": 1})
    node, again, leaf = (
        Reference(at=f"#/{at}", name=name) for at, name in enumerate(("Node", "Node", "Leaf"))
    )

    assert intersect(known, node, again) is node
    assert intersect(known, node, leaf).max_length == 1
    assert intersect(known, leaf, node).max_length == 1
    assert intersect(known, node, known.resolve(again)) is known.resolve(node)
    both = (Record(at="#/one", properties={"a": Property(each)}) for each in (node, again))
    assert intersect(known, *both).properties["a"].shape is node
