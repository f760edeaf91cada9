import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.json_paths import child, dumps, pointer, tokens


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("call", "id"), "/call/id"), (("a/b", "~1", 0, ""), "/a~1b/~01/0/")],
)
def test_a_pointer_is_written_as_rfc_6901_says(path, expected):
    """Slash and tilde are escaped, an index is a number."""
    assert pointer(*path) == expected


@given(st.lists(st.text()))
def test_a_pointer_leads_back_to_its_path(path):
    """Any path survives being written as a pointer."""
    assert tokens(pointer(*path)) == tuple(path)


def test_a_child_extends_a_pointer():
    """A member and an element stand below the value at a pointer."""
    assert child(child("/a", "b/c"), 3) == "/a/b~1c/3"


def test_json_is_compact_and_keeps_order_and_characters():
    """JSON is written as it is sent: no blanks, no escapes, nothing sorted."""
    assert dumps({"b": "ä", "a": [1, None]}) == '{"b":"ä","a":[1,null]}'


def test_json_has_no_number_that_is_none():
    """NaN is refused, which JSON does not have."""
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))
