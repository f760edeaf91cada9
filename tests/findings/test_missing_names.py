"""A title about a KeyError names the property that the KeyError names."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import MISSING, found, missing, value_at
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings.missing_names import (
    agrees,
    is_known,
    is_named,
    missing_name,
    place_of_missing,
    without_contradiction,
)
from tests.exchanges import conforming, crash, exchange

NUMBER = ("message", "customer", "number")
BODY = {"message": {"type": "hang", "customer": {"name": "Ann"}, "call": {}}}


def finding_of(name, condition):
    """A finding about a KeyError."""
    raised = exchange(status=500, crash=crash("KeyError", f"'{name}'"))
    return replace(CHECKS["accepts"].judge(conforming(BODY), raised), condition=condition)


@pytest.mark.parametrize(
    ("condition", "may_be", "is_said"),
    [
        (missing(NUMBER), True, True),
        (missing(("message", "assistant"), NUMBER), True, True),
        (found(("message", "customer"), {}), True, False),
        (found(("message", "customer", "name"), "Ann"), False, False),
        (missing(("message", "endedReason")), False, False),
        (None, True, True),
    ],
)
def test_a_condition_is_about_what_is_missing_or_is_not(condition, may_be, is_said):
    """It names the property, or what should have it; a value elsewhere is another thing."""
    finding = finding_of("number", condition)

    assert (agrees(finding), is_named(finding)) == (may_be, is_said)
    assert without_contradiction(finding).condition == (condition if may_be else None)


def test_only_a_key_error_names_what_is_missing():
    """What other exceptions say is another matter."""
    assert missing_name(exchange(status=500, crash=crash("KeyError", "'call'"))) == "call"
    assert missing_name(exchange(status=500, crash=crash("TypeError", "'call'"))) == ""
    assert missing_name(exchange(status=500)) == ""


@pytest.mark.parametrize("models", [[], [{"message": {"customer": {"number": "+15550100"}}}]])
def test_where_a_property_is_missing_is_seen_by_trial(models):
    """With it there, whatever it is, the message fails otherwise; elsewhere it makes no difference."""
    tried = []

    def fails_otherwise(body):
        tried.append(body)
        return value_at(body, NUMBER) is not MISSING

    assert place_of_missing("number", BODY, models, fails_otherwise) == NUMBER
    assert tried[0]["message"]["number"] == ("+15550100" if models else "+12125550147")


def test_a_place_for_which_there_is_no_value_is_not_named():
    """A body that may not be sent shows nothing, and neither does one that fails as before."""
    assert place_of_missing("number", BODY, [], lambda body: None) is None
    assert place_of_missing("number", BODY, [], lambda body: False) is None


def test_a_name_is_one_of_messages_or_of_the_user():
    """What no message has may be the name of a setting."""
    assert is_known("number", [{"message": {"customer": {"number": "x"}}}])
    assert not is_known("VAPI_KEY", [BODY])
