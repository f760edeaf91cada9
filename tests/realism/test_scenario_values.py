"""Values that the scenario decides."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.realism import scenario_values as values
from pytest_vapi_contract.realism.sample_size import DETAILS
from pytest_vapi_contract.realism.scenario import Scenario

SEEDS = st.integers(0, 10**6)


def scenario(seed=0, type="transcript"):
    """A scenario of a message type."""
    return Scenario(seed, type, DETAILS["typical"])


@given(seed=SEEDS)
def test_what_is_shared_is_the_same_each_time(seed):
    """An id that a message names twice is one id; what is fresh is another one each time."""
    told = scenario(seed)

    assert values.shared("call")(told) == values.shared("call")(told) == told.id("call")
    assert values.fresh(told) != values.fresh(told)


@given(seed=SEEDS)
def test_a_transcript_is_of_its_speaker(seed):
    """In a transcript message it is what one side says, and elsewhere the whole dialogue."""
    told = scenario(seed)
    side = "user" if values.speaker(told) == "user" else "bot"

    assert values.transcript(told) == values.spoken(told) == told.said_by(side)
    assert values.transcript(scenario(seed, "end-of-call-report")) == told.transcript


@given(seed=SEEDS)
def test_a_status_agrees_with_the_end_of_the_call(seed):
    """A call that is over has ended, and only that."""
    told = scenario(seed, "status-update")

    assert (values.status(told) == "ended") is told.ended
    assert values.status(scenario(seed, "hang")) == "in-progress"


@pytest.mark.parametrize(("later", "expected"), [(0, 0), (values.HOUR, 3_600_000)])
def test_a_moment_is_told_as_text(later, expected):
    """As Vapi writes it, and so much later."""
    told = scenario()

    assert values.moment("started", later)(told) == told.moment(told.started + expected)


@given(seed=SEEDS)
def test_addresses_are_of_the_call_and_for_examples(seed):
    """None leads to anybody."""
    told = scenario(seed)

    addresses = [
        values.recording("mono.wav")(told),
        values.phone_call("wss", "listen")(told),
        values.personal("sip:", "@sip.example.com")(told),
    ]

    assert all(re.search(r"[@.]example\.com|\.example\.com", address) for address in addresses)
    assert all(told.id("call") in address for address in addresses[:2])
