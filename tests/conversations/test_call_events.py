"""A call is played as a state machine: the same each time, and what is replied changes what follows."""

from itertools import pairwise

import pytest
from hypothesis import given

from pytest_vapi_contract.conversations.call_events import play
from tests.conversations.plans import TOOL, plan, plans


def of_type(happenings, type):
    """The happenings of one type."""
    return [each for each in happenings if each.type == type]


def played(plan, replies):
    """A call whose events are replied to by their type."""
    playing = play(plan)
    happenings, reply = [], None
    while True:
        try:
            happenings.append(playing.send(reply))
        except StopIteration:
            return happenings
        reply = replies.get(happenings[-1].type)


@given(plan=plans())
def test_any_plan_is_played_in_order(plan):
    """Times never go back, and the dialogue only grows."""
    happenings = list(play(plan))

    for earlier, later in pairwise(happenings):
        assert earlier.at <= later.at
        assert later.dialogue[: len(earlier.dialogue)] == earlier.dialogue


@given(plan=plans())
def test_a_plan_is_played_the_same_each_time(plan):
    """There is no clock and no chance but those of the plan."""
    assert list(play(plan)) == list(play(plan))


@given(plan=plans())
def test_all_tokens_are_sent_until_a_turn_is_interrupted(plan):
    """Those of a turn come in order; of an interrupted one those before it, and the late ones."""
    happenings = list(play(plan))

    for response in (each for talk in plan.talks for each in talk.responses):
        outputs = [
            (each.type, each.facts.get("output"))
            for each in happenings
            if each.facts.get("turnId") == response.id
        ]
        tokens = [("model-output", token) for token in response.tokens]
        if response.interruption is None or plan.scenario == "chat":
            assert outputs == tokens
        else:
            after, late = response.interruption
            assert outputs == [*tokens[:after], ("user-interrupted", None), *tokens[after : after + late]]


def test_silence_leads_to_a_hang():
    """It comes once, some seconds after the last words, and long before the next."""
    happenings = list(play(plan()))

    (hang,) = of_type(happenings, "hang")
    (first,) = [each for each in happenings if each.facts.get("turnId") == "slow"]

    assert 3000 < first.at - hang.at < 9000


def test_the_assistant_ends_a_sentence_before_it_begins_the_next():
    """Also while a tool is called, which may answer before the assistant has said what comes before it."""
    for seed in range(30):
        speeches = [each.facts for each in of_type(play(plan(seed=seed)), "speech-update")]

        statuses = [each["status"] for each in speeches if each["role"] == "assistant"]

        assert statuses == ["started", "stopped"] * (len(statuses) // 2)


def test_what_a_tool_replies_is_spoken():
    """The result takes the place of the prepared one, in the dialogue and in the tokens of the next turn."""
    reply = {"results": [{"toolCallId": TOOL.id, "result": "Only Friday is free."}]}

    happenings = played(plan(), {"tool-calls": reply})

    said = [line.text for line in happenings[-1].dialogue]
    tokens = [each.facts["output"] for each in happenings if each.facts.get("turnId") == "answer"]
    assert said.count("Only Friday is free.") == 2
    assert "".join(tokens) == "Only Friday is free."
    assert "Tuesday is free." not in said


def test_the_assistant_of_a_reply_greets():
    """From then on it is the assistant of the call."""
    assistant = {"name": "Ann", "firstMessage": "Ann speaking."}

    happenings = played(plan(), {"assistant-request": {"assistant": assistant}})

    assert happenings[0].assistant is None
    assert all(each.assistant == assistant for each in happenings[1:])
    assert happenings[-1].dialogue[0].text == "Ann speaking."


@pytest.mark.parametrize(
    "body", [None, "no", {"results": []}, {"results": [{"toolCallId": "other", "result": "x"}]}]
)
def test_a_reply_that_answers_nothing_changes_nothing(body):
    """The call goes on as it was planned."""
    assert played(plan(), {"tool-calls": body}) == list(play(plan()))


def test_a_call_that_is_not_taken_is_over():
    """Its status says why, and seconds later its report; nothing is said."""
    happenings = played(plan(), {"assistant-request": {"error": "We are closed."}})

    assert [each.type for each in happenings] == ["assistant-request", "status-update", "end-of-call-report"]
    assert {each.facts["endedReason"] for each in happenings[1:]} == {"assistant-request-returned-error"}
    assert happenings[-1].dialogue == ()
    assert happenings[0].at < happenings[1].at < happenings[2].at
