"""Tool calls that handlers often answer wrong."""

from itertools import pairwise

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.samples.several_calls import ASKING, UNKNOWN, several_tool_calls

CONTRACT = Contract.load()


def calls_of(message):
    """The calls in each of the three lists of a message."""
    told = [each["toolCall"] for each in message["toolWithToolCallList"]]
    return [message["toolCallList"], message["toolCalls"], told]


@pytest.mark.parametrize("revision", Contract.revisions())
def test_no_message_is_invalid(revision):
    """Each looks like production, whose bodies are conforming or disputed."""
    contract = Contract.load(revision)

    for _, message in several_tool_calls(contract=contract):
        assert contract.standing(message) != "violating"


@pytest.mark.parametrize("seed", range(3))
def test_each_asks_for_what_its_name_says(seed):
    """All three lists tell the same calls, each with an id of its own."""
    messages = dict(several_tool_calls(seed=seed, contract=CONTRACT))

    asked = {
        name: [call["function"]["name"] for call in calls_of(message)[0]]
        for name, message in messages.items()
    }
    assert {name: len(names) for name, names in asked.items()} == {
        "one": 1,
        "two": 2,
        "five": 5,
        "same-twice": 2,
        "unknown": 1,
        "interrupted": 2,
    }
    assert len(set(asked["five"])) == 5
    assert len(set(asked["same-twice"])) == 1
    assert asked["unknown"] == [UNKNOWN]
    for message in messages.values():
        first, second, third = calls_of(message)
        assert first == second == third
        assert len({call["id"] for call in first}) == len(first)
        assert all(isinstance(call["function"]["arguments"], dict) for call in first)


def test_each_is_of_a_call_of_its_own():
    """So a handler that keeps calls apart does not take one for a repetition."""
    messages = [message for _, message in several_tool_calls(contract=CONTRACT)]

    assert len({message["call"]["id"] for message in messages}) == len(ASKING)


@pytest.mark.parametrize("seed", range(5))
def test_a_call_amid_an_interruption_comes_after_half_a_sentence(seed):
    """The user speaks when the bot is cut off, and everybody in turn."""
    message = dict(several_tool_calls(seed=seed, contract=CONTRACT))["interrupted"]
    usual = dict(several_tool_calls(seed=seed, contract=CONTRACT))["two"]

    spoken = [each for each in message["artifact"]["messages"] if "endTime" in each]
    [at] = [at for at, each in enumerate(spoken) if each["message"].startswith("Wait")]
    assert spoken[at - 1]["role"] == "bot"
    assert spoken[at - 1]["endTime"] == spoken[at]["time"]
    assert spoken[at - 1]["message"][-1] not in ".?!"
    assert all(one["endTime"] <= other["time"] for one, other in pairwise(spoken))
    assert not any(each.get("message", "").startswith("Wait") for each in usual["artifact"]["messages"])


def test_a_contract_without_tool_calls_has_none(monkeypatch):
    """Nothing is made of a type that it does not know."""
    monkeypatch.setattr(Contract, "message_types", ())

    assert list(several_tool_calls(contract=CONTRACT)) == []
