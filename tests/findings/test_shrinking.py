from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.condition import MISSING, paths_of, value_at
from pytest_vapi_contract.findings.shrinking import NothingMoreTried, smallest
from pytest_vapi_contract.json_paths import with_value, without

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)
BODIES = st.dictionaries(st.sampled_from(["message", "x"]), JSON, min_size=1)


def test_it_ends_when_nothing_more_is_tried():
    """What was found by then counts, and no further body is made."""
    tried = []

    def fails(candidate):
        tried.append(candidate)
        if len(tried) > 2:
            raise NothingMoreTried
        return True

    found = smallest({"message": {"a": 1, "b": 2, "c": 3, "d": 4}}, fails)

    assert found == {"message": {"c": 3, "d": 4}}
    assert len(tried) == 4  # once more, to see that it is over


def test_everything_that_does_not_matter_goes():
    """What is left is the one thing that makes it fail, and what it stands in."""
    body = {"message": {"type": "hang", "call": {"id": "c", "tags": [1, {"bad": None}, 3]}, "more": [1, 2]}}

    def fails(candidate):
        return any(path[-1] == "bad" for path in paths_of(candidate))

    assert smallest(body, fails) == {"message": {"call": {"tags": [{"bad": None}]}}}


def test_the_message_itself_stays():
    """A body is shrunk to an empty message at most."""
    assert smallest({"message": {"type": "hang"}}, lambda _: True) == {"message": {}}


def test_the_original_is_left_alone():
    """Shrinking changes copies."""
    body = {"message": {"a": [1, {"b": 2}], "c": {"d": 3}}}

    smallest(body, lambda _: True)

    assert body == {"message": {"a": [1, {"b": 2}], "c": {"d": 3}}}


def test_near_places_are_tried_first_and_items_from_the_end():
    """Each step goes on from what is left, and nothing is asked about that has gone already."""
    asked = []

    def fails(candidate):
        asked.append(candidate["message"])
        return "list" in candidate["message"]

    shrunk = smallest({"message": {"gone": {"with": "it"}, "list": [0, 1, 2]}}, fails)

    assert shrunk == {"message": {"list": []}}
    assert asked == [
        {"list": [0, 1, 2]},
        {},
        {"list": [0, 1]},
        {"list": [0]},
        {"list": []},
        {},
    ]


def test_what_had_to_stay_is_tried_again_when_something_else_has_gone():
    """A second walk finds what the first one could not leave out."""

    def fails(candidate):
        return "first" in candidate["message"] or "second" not in candidate["message"]

    assert smallest({"message": {"first": 1, "second": 2}}, fails) == {"message": {}}


@given(data=st.data(), body=BODIES)
def test_leaving_out_changes_one_place(data, body):
    """What is left out is gone, what is put in is there, and the original has not changed."""
    path = data.draw(st.sampled_from(list(paths_of(body))))
    before = repr(body)

    lacking, having = without(body, path), with_value(body, path, "new")

    assert value_at(having, path) == "new"
    assert isinstance(path[-1], int) or value_at(lacking, path) is MISSING
    assert repr(body) == before


@given(body=BODIES, limit=st.integers(0, 30))
def test_shrinking_ends(body, limit):
    """It ends, and with a body that fails, however the failure behaves."""
    asked = []

    def fails(candidate):
        asked.append(candidate)
        return len(asked) <= limit

    shrunk = smallest(body, fails)

    assert shrunk == body or shrunk in asked[:limit]
