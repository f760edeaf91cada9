import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.example import MOST_EDITS
from pytest_vapi_contract.fuzzing.example_json import (
    DEEPEST,
    LONGEST,
    VERSION,
    BadExample,
    example_from_json,
    example_to_json,
)
from pytest_vapi_contract.fuzzing.sequences import MOST_BEFORE

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=8,
)
PATHS = st.lists(st.text() | st.integers(0, 9), min_size=1, max_size=4).map(tuple)
EDITS = st.builds(Edit, PATHS) | st.builds(Edit, PATHS, VALUES)
FIELDS = {
    "type": st.just("hang"),
    "base": st.dictionaries(st.text(), VALUES, max_size=3).map(lambda base: base | {"type": "hang"}),
    "observed": st.booleans(),
    "edits": st.lists(EDITS, max_size=3).map(tuple),
}
EXAMPLES = st.builds(Example, **FIELDS, before=st.lists(st.builds(Example, **FIELDS), max_size=2).map(tuple))
PLAIN = {"version": VERSION, "type": "hang", "observed": False, "base": {"type": "hang"}, "edits": []}


def written(**changes):
    """The text of an example with other fields."""
    return json.dumps(PLAIN | changes).encode()


@given(EXAMPLES)
def test_an_example_is_read_as_it_was_written(example):
    """In ASCII, so no setting of a machine matters."""
    text = example_to_json(example)

    assert text.isascii()
    assert example_from_json(text) == example


def test_the_form_is_the_documented_one():
    """docs/reference/saved-examples.md has it."""
    example = Example(
        type="hang",
        base={"type": "hang", "timestamp": 1},
        edits=(Edit(("call", "id"), "ö"), Edit(("timestamp",))),
    )

    assert example_to_json(example) == (
        b'{"version":1,"type":"hang","observed":false,"base":{"type":"hang","timestamp":1},'
        b'"edits":[[["call","id"],"\\u00f6"],[["timestamp"]]]}'
    )


def test_the_page_shows_an_example():
    """Its JSON is one that is read."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "saved-examples.md"
    [shown] = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("{")]

    example = example_from_json(shown.encode())

    assert example.message == {"type": "status-update", "status": "ringing"}


@given(st.binary() | st.text().map(str.encode) | VALUES.map(json.dumps).map(str.encode))
def test_whatever_else_is_read_is_refused(text):
    """Nothing that is not an example is taken for one, and nothing but `BadExample` is raised."""
    with pytest.raises(BadExample):
        example_from_json(text)


@given(st.dictionaries(st.sampled_from(sorted([*PLAIN, "before"])), VALUES))
def test_an_example_with_other_fields_is_refused_or_whole(changes):
    """What is taken can be sent: its changes can be made."""
    try:
        example = example_from_json(written(**changes))
    except BadExample:
        return
    assert isinstance(example.message, dict)


@pytest.mark.parametrize(
    "text",
    [
        written(version=VERSION + 1),
        written(version=True) if VERSION != 1 else written(version="1"),
        written(edits=[[["timestamp"], 1]] * (MOST_EDITS + 1)),
        written(edits=[[[]]]),
        written(before={}),
        written(before=[7]),
        written(before=[{"type": "hang"}]),
        written(before=[PLAIN] * (MOST_BEFORE + 1)),
        written(edits=[[["call", -1]]]),
        written(edits=[[["call", True]]]),
        written(edits=[[["call"], 1, 2]]),
        written(base={"type": "status-update"}),
        written(base=[]),
        written(base={"text": "x" * LONGEST}),
        b'{"version":1,"base":' + b"[" * 100_000,
        b'{"version":1,"type":"hang","observed":false,"base":{"a":NaN},"edits":[]}',
        b'{"version":1,"type":"hang","observed":false,"base":{"a":' + b"9" * 10_000 + b'},"edits":[]}',
        b'{"version":1,"type":"hang","observed":false,"base":{"a":'
        + b"[" * DEEPEST
        + b"]" * DEEPEST
        + b'},"edits":[]}',
    ],
)
def test_what_is_old_too_large_or_hostile_is_refused(text):
    """No text does harm, whoever wrote it."""
    with pytest.raises(BadExample):
        example_from_json(text)


def test_what_is_too_large_or_too_deep_is_not_written():
    """Else it would be refused when it is read."""
    deep = {"type": "hang"}
    for _ in range(DEEPEST):
        deep = {"type": "hang", "in": deep}

    assert example_to_json(Example(type="hang", base={"type": "hang", "text": "x" * LONGEST})) is None
    assert example_to_json(Example(type="hang", base=deep)) is None
