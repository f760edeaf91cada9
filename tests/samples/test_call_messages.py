"""Messages of one call share what is the same in them, and differ in what happens."""

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.conversations.call_events import play
from pytest_vapi_contract.samples.call_messages import CallMessages
from pytest_vapi_contract.samples.calls import events_of
from tests.conversations.plans import TOOL, plan


def answered(replies):
    """The messages of a call whose events are replied to by their type."""
    events, messages, reply = events_of(plan()), [], None
    while True:
        try:
            messages.append(events.send(reply).message)
        except StopIteration:
            return messages
        reply = replies.get(messages[-1]["type"])


def test_tokens_share_the_records_of_their_call():
    """So that a long turn takes little memory."""
    first, *others = samples.turn(1).messages

    assert all(other["call"] is first["call"] for other in others)
    assert len({message["timestamp"] for message in (first, *others)}) == len(others) + 1


@pytest.mark.parametrize(("reading", "kinds"), [("observed", {str, list}), ("every", {dict})])
def test_output_has_the_shape_of_the_reading(reading, kinds):
    """A string or a list as observed, an object as published."""
    messages = CallMessages(plan(), newest(), reading)

    outputs = [messages.message(each).get("output") for each in play(plan()) if each.type == "model-output"]

    assert {type(output) for output in outputs} == kinds


def test_the_assistant_of_a_reply_is_in_all_later_messages():
    """With its id and its name."""
    reply = {"assistantId": "my-assistant", "assistant": {"name": "Ann"}}

    request, *others = answered({"assistant-request": reply})

    assert "assistant" not in request
    found = {(m["assistant"]["id"], m["assistant"]["name"]) for m in others if "assistant" in m}
    assert found == {("my-assistant", "Ann")}
    assert {m["call"]["assistantId"] for m in others} == {"my-assistant"}


def test_the_result_of_a_tool_is_in_the_report():
    """As the webhook replied it, in the dialogue and in what was said."""
    reply = {"results": [{"toolCallId": TOOL.id, "result": "Only Friday is free."}]}

    report = next(m for m in answered({"tool-calls": reply}) if m["type"] == "end-of-call-report")

    results = [m["result"] for m in report["messages"] if m["role"] == "tool_call_result"]
    assert results == ["Only Friday is free."]
    assert "AI: Only Friday is free.\n" in report["transcript"]


def test_a_call_that_is_not_taken_has_a_report():
    """It says why, and each message is one that Vapi could send."""
    messages = answered({"assistant-request": {"error": "We are closed."}})

    assert [m.get("endedReason") for m in messages[1:]] == ["assistant-request-returned-error"] * 2
    assert messages[-1]["messages"] == messages[-1]["artifact"]["messages"]
    assert {newest().standing(message) for message in messages} <= {"conforming", "disputed"}
