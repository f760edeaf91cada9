from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.condition import MISSING, value_at
from pytest_vapi_contract.fuzzing import Edit, Example

BASE = {"type": "hang", "call": {"id": "c1", "tags": ["a", "b"]}}
PATHS = [("call",), ("call", "id"), ("call", "tags"), ("call", "tags", 1), ("call", "new"), ("other", "deep")]


def test_edits_are_made_one_after_the_other():
    """What a later one is about may have been made by an earlier one."""
    example = Example(
        type="hang", base=BASE, edits=(Edit(("call", "new"), {"a": 1}), Edit(("call", "new", "a"), 2))
    )

    assert example.message == {"type": "hang", "call": {"id": "c1", "tags": ["a", "b"], "new": {"a": 2}}}
    assert BASE["call"] == {"id": "c1", "tags": ["a", "b"]}


def test_an_edit_without_a_value_takes_a_place_away():
    """A property goes, and an item of a list."""
    example = Example(type="hang", base=BASE, edits=(Edit(("call", "id")), Edit(("call", "tags", 0))))

    assert example.message["call"] == {"tags": ["b"]}


@given(edits=st.lists(st.builds(Edit, st.sampled_from(PATHS), st.sampled_from([MISSING, None, "x", [], {}]))))
def test_edits_always_can_be_made(edits):
    """One whose place is gone does nothing; each other one does what it says."""
    before = Example(type="hang", base=BASE, edits=tuple(edits[:-1])).message
    after = Example(type="hang", base=BASE, edits=tuple(edits)).message

    assert after == before or value_at(after, edits[-1].path) == edits[-1].value or len(edits[-1].path) == 3
