import re

import pytest

from pytest_vapi_contract.cases.family import BY_CODE, Family
from pytest_vapi_contract.mutations import http_mutations, text_mutations
from pytest_vapi_contract.mutations.http import LONG_VALUE, MANY
from pytest_vapi_contract.mutations.json_text import DIGITS, NESTING, PROPERTIES

MESSAGE = {"type": "hang"}


def test_each_family_has_a_code_of_its_own():
    """A letter for the kind, and a number that stays."""
    assert len(BY_CODE) == len(Family)
    assert all(re.fullmatch(r"[ASDFJHXCRT][1-9]\d\d", code) for code in BY_CODE)


@pytest.mark.parametrize(
    ("family", "code"),
    [
        (Family.BARE, "A101"),
        (Family.REQUIRED, "S101"),
        (Family.TYPE_NULL, "S111"),
        (Family.ENUM_UNKNOWN, "S131"),
        (Family.TYPE_OF_OTHER, "S205"),
        (Family.FORMAT_NEAR, "D101"),
        (Family.NEW_PROPERTY, "F101"),
        (Family.TEXT_EMPTY, "J101"),
        (Family.HTTP_METHOD, "H102"),
        (Family.HOSTILE_DEEP_LISTS, "X101"),
        (Family.CREDENTIAL_NONE, "C101"),
        (Family.REDELIVERY, "R101"),
    ],
)
def test_a_code_stays(family, code):
    """What a baseline names is the same in each version."""
    assert family.code == code


@pytest.mark.parametrize(
    ("family", "facts", "words"),
    [
        (Family.REQUIRED, {"name": "call"}, "`call` is missing"),
        (
            Family.TYPE_NULL,
            {"expected": {"types": ["object", "string"]}},
            "null instead of an object or a string",
        ),
        (
            Family.TYPE_NULL,
            {"expected": {"types": [], "like": "a" * 50}},
            f'null instead of a value such as "{"a" * 39}…',
        ),
        (Family.ENUM_CASE, {"value": "NO"}, '"NO" differs from a listed value in case'),
        (
            Family.ITEMS_FIRST,
            {"inner": "S111", "expected": {"types": ["string"]}},
            "the first of three items is wrong: null instead of a string",
        ),
        (Family.TEXT_ROOT, {"value": "{}"}, "the body is {}"),
    ],
)
def test_facts_are_put_into_words(family, facts, words):
    """Only the last step makes a sentence of what is known."""
    assert family.told(facts) == words


def test_what_is_hostile_is_as_large_as_it_says():
    """The numbers in the words are those of what is sent."""
    hostile = [*text_mutations(MESSAGE, hostile=True), *http_mutations("hang", b"{}", hostile=True)]
    words = " ".join(case.why for case in hostile if case.hostile)

    assert all(f"{count:,}" in words for count in (NESTING, DIGITS, PROPERTIES, MANY, len(LONG_VALUE)))
