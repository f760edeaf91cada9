"""The arguments of tool calls: text in the schema, objects on the wire."""

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.arguments import (
    ONLY_DOCUMENTED,
    calls_of,
    explained_by_arguments,
    with_objects,
    with_short_texts,
    with_texts,
)
from tests.exchanges import conforming, exchange

ARGUMENTS = ("message", "toolCallList", 0, "function", "arguments")


def body(arguments):
    """A message with one tool call."""
    call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": arguments}}
    return {"message": {"type": "tool-calls", "toolCallList": [call]}}


def arguments_of(twin):
    """The arguments of the one tool call."""
    return twin.body["message"]["toolCallList"][0]["function"]["arguments"]


@pytest.mark.parametrize(
    ("text", "value"),
    [('{"day": 3}', {"day": 3}), ("", {}), ("[1]", {}), ("not JSON", {}), ("[" * 100_000, {})],
)
def test_text_becomes_the_object_that_it_is(text, value):
    """An empty object where it is not one."""
    twin = with_objects(body(text))

    assert arguments_of(twin) == value
    assert twin.paths == (ARGUMENTS,)


def test_an_object_becomes_text_and_back():
    """A twin of a twin is the message again, and the message stays as it was."""
    message = body({"day": 3})

    twin = with_texts(message)

    assert with_objects(twin.body).body == message == body({"day": 3})
    assert arguments_of(with_short_texts(twin.body)) == "{}"


@pytest.mark.parametrize("turned", [with_objects, with_short_texts])
@pytest.mark.parametrize("message", [body({}), {"message": {"type": "hang"}}, {"message": None}, []])
def test_a_message_without_text_has_no_twin(turned, message):
    """There is nothing to turn."""
    assert turned(message) is None


def test_only_calls_that_are_asked_for_count():
    """What was called before is told in the dialogue, and nobody acts on it."""
    past = {"message": {"artifact": {"messages": [{"arguments": "{}"}]}}}

    assert with_objects(past) is None
    assert calls_of(body({}))[0] or calls_of(body({}))[1]


def test_a_finding_says_that_the_form_decides():
    """Its condition is the type at the first place, and its hint says what Vapi does."""
    case = conforming(body("{}"), type="tool-calls")
    finding = CHECKS["accepts"].judge(case, exchange(status=400))

    explained = explained_by_arguments(finding, with_objects(case.body), "why")

    assert str(explained.condition) == "`toolCallList[0].function.arguments` is a string"
    assert (explained.case.at, explained.hint) == ("/toolCallList/0/function/arguments", "why")


def test_what_is_only_documented_is_a_note():
    """Nobody loses a call by refusing a form that was never captured."""
    case = conforming(body("{}"), type="tool-calls", category="documented")

    note = CHECKS["observed"].judge(case, exchange(status=400))

    assert (note.severity, note.hint) == ("note", ONLY_DOCUMENTED)
