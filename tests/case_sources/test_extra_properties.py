"""Conforming messages with one property more."""

import pytest

from pytest_vapi_contract.case_sources.extra_properties import (
    DEEP,
    FAR,
    OPTIONAL,
    REQUIRED,
    with_extra_property,
)
from pytest_vapi_contract.cases.condition import NEW_PROPERTY
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.json_paths import tokens

CONTRACT = shipped()
TYPES = ("hang", "session.created", "tool-calls", "end-of-call-report")


@pytest.mark.parametrize("type", TYPES)
def test_each_message_conforms_and_has_it_at_its_place(type):
    """The place is that of the object that has the property, and none comes twice."""
    messages = list(with_extra_property(type, CONTRACT, 0))

    for place, message in messages:
        there = message
        for token in tokens(place):
            there = there[int(token)] if isinstance(there, list) else there[token]
        assert NEW_PROPERTY in there
        assert CONTRACT.standing(message) == "conforming"
    assert len({place for place, _ in messages}) == len(messages) <= 1 + OPTIONAL + REQUIRED + DEEP


@pytest.mark.parametrize("type", TYPES)
def test_the_message_itself_comes_first(type):
    """Vapi adds properties there most often; then where handlers look, and deep down."""
    places = [place for place, _ in with_extra_property(type, CONTRACT, 0)]

    assert places[:2] == ["", "/call"]


def test_some_are_deep():
    """In a realistic message."""
    places = [place for place, _ in with_extra_property("end-of-call-report", CONTRACT, 0)]

    assert max(len(tokens(place)) for place in places) >= FAR


def test_the_same_seed_gives_the_same_messages():
    """A finding can be seen again."""
    first, again = (list(with_extra_property("hang", CONTRACT, 5)) for _ in range(2))

    assert first == again
