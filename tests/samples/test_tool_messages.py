"""`tool-calls` messages for given tools."""

import json

import pytest

from pytest_vapi_contract import Contract, samples
from pytest_vapi_contract.errors import BadArguments, UnknownTool
from pytest_vapi_contract.samples.observed.tool_conversation import Asked
from pytest_vapi_contract.samples.tool_messages import message_of_calls
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, properties, tool


def functions_of(message):
    """The calls that a message asks for, as each of its lists has them."""
    lists = [message["toolCalls"], message["toolCallList"]]
    lists.append([each["toolCall"] for each in message["toolWithToolCallList"]])
    return [[call["function"] for call in calls] for calls in lists]


def test_a_call_has_the_arguments_that_are_given():
    """The same call three times over, as production has it."""
    message = samples.tool_call("book_table", people=2, day="fri")

    called = {"name": "book_table", "arguments": {"people": 2, "day": "fri"}}
    assert functions_of(message) == [[called]] * 3
    assert message["type"] == "tool-calls"
    assert {message[name][0]["id"] for name in ("toolCalls", "toolCallList")} == {
        message["toolWithToolCallList"][0]["toolCall"]["id"]
    }


@pytest.mark.parametrize("revision", Contract.revisions())
def test_a_message_is_never_invalid(revision):
    """Whatever the arguments are."""
    contract = Contract.load(revision)

    message = samples.tool_call("it", {"deep": [{"a": None}]}, contract=contract)

    assert contract.standing(message) in ("conforming", "disputed")


def test_the_dialogue_ends_with_the_call():
    """There the arguments are text."""
    message = samples.tool_call("book_table", people=2)

    last = message["artifact"]["messages"][-1]["toolCalls"][0]
    assert json.loads(last["function"]["arguments"]) == {"people": 2}
    assert last["id"] == message["toolCallList"][0]["id"]


def test_arguments_may_have_the_names_of_options():
    """They are given as a mapping."""
    message = samples.tool_call("it", {"seed": 5, "tools": []}, more=1)

    assert functions_of(message)[0][0]["arguments"] == {"seed": 5, "tools": [], "more": 1}


def test_with_tools_the_call_is_checked():
    """By the name of the tool, and by its parameters."""
    assert samples.tool_call("book_table", tools=[BOOK], people=2, day="fri")
    with pytest.raises(BadArguments, match="/people: 0 is less than 1"):
        samples.tool_call("book_table", tools=[BOOK], people=0, day="fri")
    with pytest.raises(BadArguments, match="required"):
        samples.tool_call("book_table", {}, tools=[BOOK])
    with pytest.raises(UnknownTool, match="Did you mean 'book_table'?"):
        samples.tool_call("book_tabel", tools=[BOOK], people=2)


def test_with_tools_realistic_arguments_are_made():
    """If none are given; the message tells the function as it was defined."""
    message = samples.tool_call("book_table", tools=[BOOK])

    [called] = functions_of(message)[0]
    assert user_tools([BOOK]).contracts[0].accepts(called["arguments"])
    [told] = message["toolWithToolCallList"]
    assert told["function"]["parameters"] == BOOK["function"]["parameters"]


def test_several_calls_have_ids_of_their_own():
    """In the order in which they are given, and other ones for another seed."""
    calls = [Asked("a", {}), Asked("b", {"x": 1}), Asked("a", {}), Asked("c", {}, "call_mine")]

    message, other = (message_of_calls(calls, seed=seed) for seed in (0, 1))

    assert [each["name"] for each in functions_of(message)[1]] == ["a", "b", "a", "c"]
    ids = [each["id"] for each in (*message["toolCallList"], *other["toolCallList"])]
    assert len(set(ids)) == 7
    assert ids[3] == "call_mine"


def test_a_played_call_tells_the_functions_of_the_tools():
    """As an assistant has them, with arguments that match."""
    parameters = properties(city={"type": "string"}, days={"type": "integer", "maximum": 3})

    call = samples.call(0, turns=4, tools=[tool("weather", parameters)])

    told = next(each for each in call.messages if each["type"] == "tool-calls")["toolWithToolCallList"][0]
    assert told["function"]["parameters"] == parameters
    assert told["toolCall"]["function"]["arguments"]["city"] in ("Portland", "Austin", "Leeds", "Lyon")
