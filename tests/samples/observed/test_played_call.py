"""A played conversation is that of its plan."""

import pytest

from pytest_vapi_contract.conversations.call_events import play
from pytest_vapi_contract.samples.observed.played_call import PlayedConversation
from tests.conversations.plans import plan


def conversations(scenario="inbound"):
    """What is known of a call at each of its events."""
    made = plan(scenario)
    return [PlayedConversation(made, happening, {}) for happening in play(made)]


@pytest.mark.parametrize("scenario", ["inbound", "outbound", "web"])
def test_a_call_is_what_its_scenario_says(scenario):
    """Whatever the seed says, at each event; only a web call has no phone."""
    found = {(each.kind, each.is_phoned) for each in conversations(scenario)}

    assert len(found) == 1
    ((kind, is_phoned),) = found
    assert kind.lower().startswith(scenario)
    assert is_phoned == (scenario != "web")


def test_the_dialogue_is_that_of_the_plan():
    """The system prompt, and then the lines with their times since the call was started."""
    last = conversations()[-1]

    kinds = [entry.kind for entry in last.entries]
    assert kinds[:7] == ["system", "bot", "user", "bot", "calls", "result", "bot"]
    for entry in last.entries[1:]:
        assert last.started <= entry.time <= entry.end <= last.finished
        assert entry.seconds == (entry.time - last.started) / 1000


def test_the_last_words_are_those_of_the_dialogue():
    """Of either side; what is said first is the greeting of the plan."""
    last = conversations()[-1]

    assert (last.said_by("bot"), last.said_by("user")) == ("Done.", "Bye.")
    assert last.first_message == "Hello, how can I help?"
    assert last.reason == "customer-ended-call"
