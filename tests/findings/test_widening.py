"""The widest condition that a handler confirms, and that no accepted message contradicts."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found, missing
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings.widening import note_places, widened
from tests.exchanges import exchange, mutation

CALL = ("message", "call")


def finding(value, path=CALL):
    """A finding about the value of `call`, or of a part of it."""
    inner = value if path == CALL else [value] if path[-1] == 0 else {path[-1]: value}
    case = mutation({"message": {"type": "hang", "call": inner}}, "/call", type="hang")
    failed = CHECKS["survives"].judge(case, exchange(status=500))
    return replace(failed, condition=found(path, value))


def told(value, fails, accepted=(), path=CALL):
    """The condition after other values were tried; `fails` tells on which of them the handler fails."""

    def fails_on(body):
        call = body["message"]["call"]
        return fails(call if path == CALL else call[path[-1]])

    return str(widened(finding(value, path), fails_on, frozenset(accepted)).condition)


@pytest.mark.parametrize(
    ("value", "fails", "text"),
    [
        (0, lambda _: True, "`call` is present"),
        ({}, lambda _: True, "`call` is present"),
        (None, lambda value: not isinstance(value, dict), "`call` is not an object"),
        ("x", lambda value: not isinstance(value, list), "`call` is not a list"),
        (0, lambda value: type(value) in (int, float, str), "`call` is a number"),
        (None, lambda value: value is None or value == [], "`call` is null"),
        (0, lambda value: value == 0 and value is not False, "`call` is 0"),
        ([], lambda value: value == [], "`call` is an empty list"),
    ],
)
def test_a_condition_says_all_that_fails(value, fails, text):
    """And nothing that does not: each JSON type is tried with more than one value."""
    assert told(value, fails) == text


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        ([], "`call` is present"),
        ([(CALL, "object")], "`call` is a number"),
        ([(CALL, "number")], "`call` is 0"),
        ([(("message", "chat"), "number")], "`call` is present"),
    ],
)
def test_what_was_accepted_contradicts(accepted, text):
    """A type of which one message was accepted with some value at the place does not always fail."""
    assert told(0, lambda _: True, accepted) == text


def test_deep_places_are_widened_only_by_what_passes():
    """Accepted messages are remembered near the top only: below that, nothing is said of any value."""
    deep = (*CALL, 0)
    shallow = (*CALL, "id")

    assert told(0, lambda _: True, path=shallow) == "`call.id` is present"
    assert told(0, lambda _: True, path=deep) == "`call[0]` is 0"
    assert (
        told(0, lambda value: value != {} and value != {"x": "y"}, path=deep) == "`call[0]` is not an object"
    )


def test_nothing_is_claimed_without_time():
    """A condition stays as it is if nothing more can be sent."""
    assert told(None, lambda _: None) == "`call` is null"
    assert told(None, lambda value: None if isinstance(value, dict) else True) == "`call` is null"


def test_what_is_missing_stays_missing():
    """Only a condition on a value at one place can be widened."""
    lacking = replace(finding(None), condition=missing(CALL))

    assert widened(lacking, lambda _: True, frozenset()) is lacking


def test_the_places_of_a_message_are_noted_near_the_top():
    """The message, its properties, and theirs, each with its JSON type; nothing in a list."""
    body = {"message": {"call": {"id": {"deep": 1}}, "messages": [1, 2], "output": None}}

    places = set()
    note_places(body, places)

    assert places == {
        ((), "object"),
        (("message",), "object"),
        (CALL, "object"),
        ((*CALL, "id"), "object"),
        (("message", "messages"), "array"),
        (("message", "output"), "null"),
    }
