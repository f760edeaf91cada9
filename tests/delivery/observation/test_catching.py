"""Which of the exceptions that were raised led to the reply."""

import json
from contextlib import suppress

import pytest

from pytest_vapi_contract.delivery.observation.catching import Raised, led_to_reply


def control_flow(value):
    """A look-up that may well fail."""
    try:
        return value["a"]
    except KeyError:
        return None


def suppressed(value):
    """The same in other words."""
    with suppress(KeyError):
        return value["a"]


def broad(value):
    """A catch-all in the function itself."""
    try:
        return value["b"]
    except Exception:
        pass


def narrow_that_answers(value):
    """The reply is made where the exception is caught."""
    try:
        return value["c"]
    except (LookupError, json.JSONDecodeError):
        return "refused"


def translated(value):
    """Another exception in the place of the first."""
    try:
        raise_in_turn(value)
    except Exception:
        return "failed"


def raise_in_turn(value):
    """Raises a second one."""
    try:
        return value["d"]
    except KeyError:
        raise RuntimeError("no d") from None


def other_clauses(value):
    """The clause that fits is not the first."""
    try:
        return control_flow(value) or value["e"]
    except ValueError:
        return "bad"
    except Exception:
        return "failed"


def seen(function, entered=None):
    """The exceptions that pass while a function runs, as an observer keeps them."""
    import sys

    raised = []

    def trace(frame, event, argument):
        if event == "exception" and not any(each.error is argument[1] for each in raised):
            raised.append(Raised(argument[1], (entered or function).__code__, argument[2]))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function({})
    finally:
        sys.settrace(before)
    return raised


@pytest.mark.parametrize(
    ("function", "key"),
    [(broad, "b"), (narrow_that_answers, "c"), (translated, "d"), (other_clauses, "e")],
)
def test_what_led_to_the_reply_is_found(function, key):
    """The first of its causes, where it was raised and where it was caught."""
    crash = led_to_reply(seen(function))

    assert crash is not None
    assert (crash.type, crash.message) == ("KeyError", repr(key))
    assert crash.caught_at is not None
    assert crash.caught_at.line > (crash.line or 0)


@pytest.mark.parametrize("function", [control_flow, suppressed])
def test_control_flow_has_led_to_nothing(function):
    """Where it is not the outermost function that answers with it."""
    assert led_to_reply(seen(function, entered=broad)) is None


def test_nothing_raised_is_nothing_found():
    """An observer may have seen nothing."""
    assert led_to_reply([]) is None


def test_an_exception_that_has_left_the_users_code_counts_before_a_broad_except_inside():
    """A helper that catches everything is control flow, too, if there is something better."""
    inside = seen(broad, entered=translated)
    left = seen(translated)

    crash = led_to_reply([*left, *inside])

    assert crash is not None
    assert crash.message == "'d'"


def test_a_traceback_that_was_cleared_is_remembered():
    """A framework that reuses exceptions clears theirs."""
    [raised] = seen(control_flow, entered=broad)
    raised.error.__traceback__ = None

    crash = led_to_reply([raised])

    assert crash is not None
    assert crash.function == "control_flow"
