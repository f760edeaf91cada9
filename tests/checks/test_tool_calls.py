"""The checks about calls of the user's own tools."""

import pytest

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.wire_envelope import envelope


def finding(check, category, handler):
    """What a check finds when a handler gets a call."""
    case = Case(
        id="x",
        type="tool-calls",
        body=envelope({"type": "tool-calls"}),
        category=category,
        facts={"tool": "a"},
    )
    return CHECKS[check].judge(case, as_handler(handler).send(case.body))


def crashes(body):
    """Break."""
    raise KeyError("size")


def refuses(event, context):
    """Refuse as a Lambda function does."""
    return {"statusCode": 422, "body": ""}


@pytest.mark.parametrize(
    ("check", "category", "code", "severity"),
    [("tools", "arguments", "VC182", "lost"), ("arguments", "bad-arguments", "VC372", "hardening")],
)
def test_a_call_that_breaks_the_handler_is_found(check, category, code, severity):
    """It is lost if the arguments were right."""
    found = finding(check, category, crashes)

    assert found is not None
    assert (found.verdict, found.code, found.severity) == ("breaks the handler", code, severity)


def test_a_call_that_is_refused_is_lost_only_if_it_was_right():
    """Bad arguments may be refused."""
    found = finding("tools", "arguments", as_handler(refuses, kind="lambda"))

    assert found is not None
    assert (found.verdict, found.code) == ("is rejected", "VC181")
    assert finding("arguments", "bad-arguments", as_handler(refuses, kind="lambda")) is None


@pytest.mark.parametrize("check", ["tools", "arguments"])
def test_they_are_about_tool_calls_alone(check):
    """No other message asks for calls of tools."""
    assert [type for type in newest().message_types if CHECKS[check].concerns_type(type, newest())] == [
        "tool-calls"
    ]
