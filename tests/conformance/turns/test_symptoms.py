"""What is wrong with a text: each way has its name, whatever the tokens are."""

from itertools import count

import pytest

from pytest_vapi_contract.conformance.turns.accepted_texts import RightTexts
from pytest_vapi_contract.conformance.turns.symptoms import SYMPTOMS, symptom_of

TOOL_CALLS = [{"id": "call_1"}]
TIMES = count(100)


def says(output, turn="t1", time=None):
    """A token, of t1 unless another turn is named."""
    return {"type": "model-output", "output": output, "timestamp": time or next(TIMES)} | of(turn)


def stops(turn):
    """The user interrupts."""
    return {"type": "user-interrupted"} | of(turn)


def of(turn):
    """The turn of a message."""
    return {"turnId": turn} if turn else {}


def symptom(messages, text, turn="t1"):
    """The name of what is wrong with the text of a turn."""
    right = RightTexts()
    for message in messages:
        right = right.after(message)
    assert not right.has(turn, text)
    return symptom_of(right, turn, text).name


A, B = says("One"), says(" more")
CASES = {
    "late": ([A, stops("t1"), B], " more"),
    "kept": ([A, stops("t1"), B], "One more"),
    "twice": ([A, A], "OneOne"),
    "all turns": ([says("Two", "t2"), A], "TwoOne"),
    "left over": ([A], "What was said beforeOne"),
    "no turn": ([A, says("Two", None), B], "OneTwo more"),
    "tool calls": ([A, says(TOOL_CALLS)], f"One{TOOL_CALLS}"),
    "cut by tool calls": ([A, says(TOOL_CALLS)], ""),
    "other messages": ([A, {"type": "transcript", "transcript": "One mo"}], "OneOne mo"),
    "cut by no turn": ([A, stops(None), B], "more"),
    "cut by another turn": ([A, stops("t2"), B], "more"),
    "one moment": ([says("One", time=1), says(" more", time=1)], "more"),
    "after another turn": ([A, says("Two", "t2"), B], "One"),
    "last token": ([A, B], "more"),
    "repeated tokens": ([says("ha ", time=1), says("ha ", time=2), says("no", time=3)], "ha no"),
    "blank tokens": ([A, says(" "), says("more")], "Onemore"),
    "stripped": ([says("One "), says(" more"), says("!")], "Onemore!"),
    "blanks": ([says("On"), says("e")], "On e"),
    "order": ([A, B], "more One"),
    "less": ([A, B], "One m"),
    "more": ([A, B], "One more more"),
    "other": ([A, B], "One or two"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_named(name):
    """By the first line of the table that explains the text."""
    messages, text = CASES[name]

    assert symptom(messages, text) == name


def test_every_line_of_the_table_has_an_example():
    """In the order of the table."""
    assert [each.name for each in SYMPTOMS] == list(CASES)


@pytest.mark.parametrize(
    ("messages", "text", "name"),
    [
        ([A, says("Two", "t2"), stops("t2"), B], " more", "cut by another turn"),
        ([A, says({})], "One{}", "tool calls"),
        ([A, says(TOOL_CALLS)], '[{"id": "call_1"}]', "tool calls"),
        ([A, says({}), B, says("!")], " more!", "cut by tool calls"),
        ([A, says({}), B], " more", "last token"),
    ],
)
def test_what_looks_alike_is_told_apart(messages, text, name):
    """Text of an earlier conversation, of another turn, and what is not text."""
    assert symptom(messages, text) == name
