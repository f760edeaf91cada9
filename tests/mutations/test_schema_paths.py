"""How a place is reached, and a message around a value at that place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.mutations.schema_paths import Path, SchemaStep, around, paths, put, ways_to
from pytest_vapi_contract.shapes import Smallest, occurrences
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, VALUES, accepts, compiled

NESTED = {
    "type": "object",
    "properties": {
        "list": {"type": "array", "minItems": 2, "items": {"type": "string"}},
        "on": {"type": "boolean"},
    },
    "required": ["list", "on"],
}


def way_to(known, occurrence):
    """All steps from the top to an occurrence."""
    return tuple(step for each in occurrence.path for step in ways_to(known, each))


def with_any_of(schema):
    """A schema with `anyOf` in the place of `oneOf`."""
    if isinstance(schema, list):
        return [with_any_of(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {"anyOf" if name == "oneOf" else name: with_any_of(each) for name, each in schema.items()}


def test_a_message_is_built_around_a_value():
    """It has what is required beside it, and a list has as many items as it needs."""
    known, shape = compiled(NESTED)
    [path] = paths(known, shape, (SchemaStep("list"), SchemaStep(0)))

    assert path.tokens == ("list", 0)
    assert around(Smallest(known), path, "here") == {"list": ["here", ""], "on": True}


def test_a_way_that_is_not_there_leads_nowhere():
    """A path of another schema has no shapes here."""
    known, shape = compiled(NESTED)

    assert list(paths(known, shape, (SchemaStep("other"),))) == []
    assert list(paths(known, shape, ())) == [Path((), shape)]


@settings(max_examples=many(40, 5_000))
@given(schema=SCHEMAS)
def test_every_place_of_a_schema_is_reached(schema):
    """
    The smallest value of what is there, with all around it, conforms.

    A `oneOf` may have another branch that takes it, too: that is seen when the message is judged.
    """
    known, root = compiled(schema)
    if known.why_empty(root) is not None:
        return
    smallest = Smallest(known)

    for occurrence in occurrences(known, root).values():
        for path in paths(known, root, way_to(known, occurrence)):
            message = around(smallest, path, smallest.of(path.last))

            assert accepts(with_any_of(schema), message)


@given(message=VALUES, data=st.data())
def test_a_value_is_put_into_a_copy(message, data):
    """The message stays as it was, and nothing of it is shared."""
    tokens = ()
    inner = message
    while isinstance(inner, dict | list) and inner:
        key = data.draw(st.sampled_from(range(len(inner)) if isinstance(inner, list) else sorted(inner)))
        tokens, inner = (*tokens, key), inner[key]
    before = repr(message)

    changed = put(message, tokens, "new")

    there = changed
    for token in tokens:
        there = there[token]
    assert there == "new"
    assert repr(message) == before


def test_a_list_is_no_longer_than_it_may_be():
    """Where a list must hold something, and has room for one item only, that item is the value."""
    texts, numbers = (
        {"type": "array", "items": {"type": "string"}},
        {"type": "array", "items": {"type": "number"}},
    )
    known, union = compiled({"oneOf": [texts, {**numbers, "maxItems": 1}]})
    smallest = Smallest(known)
    ways = paths(known, union, (SchemaStep(None, "#/oneOf/1"), SchemaStep(0)))

    assert {str(around(smallest, way, 5)) for way in ways} == {"[5]"}
