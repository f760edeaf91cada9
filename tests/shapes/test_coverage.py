"""What a value shows is what an observer sees who walks along the schema."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Place
from pytest_vapi_contract.shapes.coverage import Showing
from tests.depth import many
from tests.shapes.observer import Observer
from tests.shapes.tiny import SCHEMAS, VALUES, catalogue

BOTH = st.builds(lambda one, other: {"allOf": [one, other]}, SCHEMAS, SCHEMAS)


@settings(max_examples=many(200, 20_000))
@given(schema=SCHEMAS | BOTH, value=VALUES, exclusive=st.booleans())
@example(schema={"minLength": 2}, value="ab", exclusive=True)
@example(schema={"type": ["integer", "number"]}, value=1, exclusive=True)
@example(schema={"enum": [[1], {"a": True}]}, value={"a": True}, exclusive=True)
def test_an_observer_sees_the_same(schema, value, exclusive):
    """Both unions that are exclusive and unions that are inclusive."""
    known = catalogue(schema, exclusive=exclusive)

    assert set(Showing(known).of(known.message("ping"), value)) == Observer(known).shown(value)


def test_a_value_of_two_branches_leaves_open_which_it_is():
    """What holds it shows nothing either, unless unions are inclusive."""
    schema = {"type": "array", "items": {"oneOf": [{"type": "string"}, {"enum": ["a"]}]}}
    strict, loose = catalogue(schema), catalogue(schema, exclusive=False)

    assert Showing(strict).of(strict.message("ping"), ["a"]) == ()
    assert set(Showing(loose).of(loose.message("ping"), ["a"])) == {
        Place("#", "one"),
        Place("#/items/oneOf/0", "branch"),
        Place("#/items/oneOf/1", "branch"),
        Place("#/items/oneOf/1/enum/0", "value"),
    }
    assert set(Showing(strict).of(strict.message("ping"), ["b"])) == {
        Place("#", "one"),
        Place("#/items/oneOf/0", "branch"),
    }


def test_what_is_not_of_the_shape_shows_nothing():
    """A value of another type, or one that lacks what is required."""
    known = catalogue({"type": "object", "properties": {"a": {"type": "null"}}, "required": ["a"]})
    shape = known.message("ping")

    assert Showing(known).of(shape, []) == ()
    assert Showing(known).of(shape, {}) == ()
    assert Showing(known).of(shape, {"a": 1}) == ()
    assert Showing(known).of(shape, {"a": None, "b": 1}) == (Place("#/properties/a", "present"),)
