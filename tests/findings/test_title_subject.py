"""What a heading is about."""

import pytest

from pytest_vapi_contract.findings.title_subject import named, subject_of
from tests.exchanges import conforming, mutation

BODY = {"message": {"type": "a"}}
TYPES = tuple("abcdefghijkl")


@pytest.mark.parametrize(
    ("types", "text"),
    [
        ("ab", "a (also b)"),
        ("abc", "a (also b and c)"),
        ("abcd", "a (also b, c and 1 more type)"),
        ("abcdef", "a (also b, c and 3 more types)"),
    ],
)
def test_a_few_types_are_named(types, text):
    """Up to three by name, of others how many."""
    assert named(types) == text


def test_types_are_named_in_the_order_in_which_they_are_checked():
    """Not in that in which they failed; the type of the message that is shown comes first."""
    assert subject_of(conforming(BODY), ("c", "b", "a"), TYPES) == "a (also b and c)"
    assert subject_of(conforming(BODY, type="b"), ("c", "b", "a"), TYPES) == "b (also a and c)"


@pytest.mark.parametrize(
    ("asked", "all_types", "text"),
    [
        (TYPES, True, "every message type"),
        (TYPES, False, "each of 12 message types"),
        (TYPES[:3], False, "a (also b and c)"),
        (TYPES[:1], False, "a"),
    ],
)
def test_all_types_are_said_to_be_all(asked, all_types, text):
    """Every type, if all that there are were checked; where they are few they are named."""
    assert subject_of(conforming(BODY), asked, asked, all_types=all_types) == text


@pytest.mark.parametrize(
    ("case", "types", "text"),
    [
        (mutation(BODY, "/call"), "ab", "a request"),
        (mutation(BODY, "/call"), "a", "a"),
        (mutation({"message": None}, ""), "a", "a request"),
        (conforming(b"", category="text"), "a", "a request"),
        (conforming(BODY, category="credentials"), "a", "a request"),
        (conforming(BODY, category="concurrency"), "ab", "a request"),
    ],
)
def test_where_chance_decides_it_is_a_request(case, types, text):
    """Many types share the mutations, and which come at once is chance; other requests are of no type."""
    assert subject_of(case, types, TYPES) == text
