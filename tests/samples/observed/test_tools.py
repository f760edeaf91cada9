"""What a tool-calls message asks for."""

import json

from pytest_vapi_contract.samples import flat_tool_calls, sample
from tests.contract.messages import small
from tests.samples.observed.messages import observed


def test_what_is_called_is_the_same_wherever_it_is_told():
    """The twins and the tools have arguments as objects, and the dialogue ends with them as text."""
    counts = set()
    for message in observed("tool-calls"):
        calls = message["toolCallList"]
        counts.add(len(calls))
        assert message["toolCalls"] == calls
        assert [each["toolCall"] for each in message["toolWithToolCallList"]] == calls
        assert [each["function"]["name"] for each in message["toolWithToolCallList"]] == [
            call["function"]["name"] for call in calls
        ]
        last = message["artifact"]["messages"][-1]["toolCalls"]
        for call, text in zip(calls, last, strict=True):
            assert call["id"] == text["id"]
            assert call["function"]["arguments"] == json.loads(text["function"]["arguments"])
            assert "isPrecededByText" in call
    assert counts == {1, 2}


def test_flat_calls_are_those_of_an_observed_message():
    """Only the calls have another form: that of the documentation, with either name of the arguments."""
    plain = sample("tool-calls", seed=3, reading="observed")

    flat = list(flat_tool_calls(seed=3))

    for message, name in zip(flat, ("arguments", "parameters"), strict=True):
        for call, entry in zip(plain["toolCallList"], message["toolCallList"], strict=True):
            assert entry == {
                "id": call["id"],
                "name": call["function"]["name"],
                name: call["function"]["arguments"],
            }
        assert message["toolCalls"] == message["toolCallList"]
        assert [each["toolCall"] for each in message["toolWithToolCallList"]] == message["toolCallList"]
        assert message["artifact"] == plain["artifact"]


def test_there_is_no_flat_call_without_the_type():
    """A contract that does not know tool calls gets none."""
    assert list(flat_tool_calls(contract=small(True))) == []
