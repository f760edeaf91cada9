"""Conversations that are delivered otherwise than in order and once."""

import pytest

from pytest_vapi_contract.conformance.turns.conversations import prepared
from pytest_vapi_contract.conformance.turns.schedule_names import SCHEDULES
from pytest_vapi_contract.conformance.turns.schedules import BY_NAME, ROUNDS, together
from pytest_vapi_contract.option_table import SCHEDULE


def test_two_calls_happen_at_once():
    """At each moment a message of each call arrives; it is played several times."""
    conversations = list(together(0))

    assert len(conversations) == ROUNDS
    times = [event.at for event in conversations[0].events]
    assert times == [0.0, 0.0, 0.05, 0.05, 0.1, 0.1]
    assert [event.message["call"]["id"] for event in conversations[0].events] == ["c1", "c2"] * 3


def test_each_message_is_delivered_twice():
    """The second time right after the first."""
    for plain, twice in zip(prepared(1), BY_NAME["redelivered"](1), strict=True):
        assert twice.events[::2] == twice.events[1::2] == plain.events


def test_neighbours_change_places():
    """The messages are the same, and each keeps its timestamp."""
    changed = 0
    for plain, swapped in zip(prepared(1), BY_NAME["swapped"](1), strict=True):
        one, other = ([event.message for event in each.events] for each in (plain, swapped))
        assert sorted(map(str, one)) == sorted(map(str, other))
        changed += one != other
    assert changed >= 5


def test_tokens_of_one_turn_are_sent_at_once():
    """All of them, with timestamps of one moment."""
    [*_, conversation] = BY_NAME["concurrent"](0)

    assert {event.at for event in conversation.events} == {0.0}
    assert {event.message["turnId"] for event in conversation.events} == {"t1"}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_can_be_asked_for_by_its_name(name):
    """In Python, on the command line, and in pytest; its conversations say what is special about them."""
    assert name in SCHEDULE.choices
    assert next(BY_NAME[name](0)).schedule.id == f"turns.{name}"
