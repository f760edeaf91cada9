"""What the parts of one message have in common."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.realism.sample_size import DETAILS
from pytest_vapi_contract.realism.scenario import FINISHED, Scenario, script_of

SEEDS = st.integers(0, 10**6)


def scenario(seed=0, type="transcript", detail="typical"):
    """A scenario of a message type."""
    return Scenario(seed, type, DETAILS[detail])


@given(seed=SEEDS)
def test_one_seed_is_one_conversation_whatever_the_type(seed):
    """The person, the ids and the dialogue are the same in all messages."""
    one, other = scenario(seed, "transcript"), scenario(seed, "hang")

    assert (one.person, one.company, one.id("call")) == (other.person, other.company, other.id("call"))
    assert one.lines == other.lines
    assert one.id("call") != one.id("assistant")
    assert one.caller_number != one.own_number


@given(seed=SEEDS, detail=st.sampled_from(sorted(DETAILS)))
def test_the_clock_goes_forward(seed, detail):
    """From the record of the call to the last word, and on to the message."""
    told = scenario(seed, "end-of-call-report", detail)

    assert told.created < told.started < told.spoken < told.finished < told.updated < told.now
    times = [line.time for line in told.lines]
    assert times == sorted(times)
    assert told.started <= times[0]
    assert max(line.end for line in told.lines) <= told.finished


@pytest.mark.parametrize("type", sorted(FINISHED))
def test_some_types_come_after_the_call(type):
    """The call is over, whatever the seed."""
    assert all(scenario(seed, type).ended for seed in range(20))
    assert not any(scenario(seed, "transcript").ended for seed in range(20))


@given(number=st.integers(0, 255), length=st.integers(1, 60))
def test_a_script_is_as_long_as_wanted(number, length):
    """Nobody speaks twice in a row where one dialogue follows another."""
    script = script_of(number, length)

    assert len(script) == length
    speakers = [who for who, _ in script]
    assert ("user", "user") not in set(pairwise(speakers))


@given(seed=SEEDS)
def test_what_is_said_is_in_the_dialogue(seed):
    """The transcript and the last words of each side are those of its lines."""
    told = scenario(seed)

    spoken = {kind: [line.text for line in told.lines if line.kind == kind] for kind in ("bot", "user")}
    assert all(text in told.transcript for texts in spoken.values() for text in texts)
    for kind, texts in spoken.items():
        if texts:
            assert told.said_by(kind) == texts[-1]
