"""Tests of a webhook as a user writes them. A type checker must know all that they use."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

import pytest_vapi_contract as vapi
from pytest_vapi_contract import Contract, Finding, Mutation, Report, Verdict

Handler = Callable[[dict[str, Any]], dict[str, str] | None]


def webhook(payload: dict[str, Any]) -> dict[str, str] | None:
    """Leave every message alone."""
    return None


@pytest.fixture
def vapi_handler() -> Handler:
    """The handler that the plugin's fixtures use."""
    return webhook


@given(message=vapi.strategies.messages("session.created", reading="every"))
@settings(max_examples=5)
def test_every_valid_message_is_accepted(message: dict[str, Any]) -> None:
    """A strategy makes messages, and an assertion sends them."""
    vapi.assert_accepts(vapi.as_handler(webhook), message)


def test_an_answer_is_typed() -> None:
    """An assertion returns the reply, with the results of tool calls by their ids."""
    message = {"type": "tool-calls", "toolCallList": [{"id": "call_1"}]}

    def answers(payload: dict[str, Any]) -> dict[str, Any]:
        return {"results": [{"toolCallId": "call_1", "result": "booked"}]}

    reply: vapi.Reply = vapi.assert_answers(answers, message)
    result: vapi.ToolResult = reply.results["call_1"]

    assert result.result == "booked"


@given(mutation=vapi.strategies.mutations("session.created"))
@settings(max_examples=5)
def test_every_mutation_is_survived(mutation: Mutation) -> None:
    """A mutation is sent as it is."""
    vapi.assert_survives(vapi.as_handler(webhook), mutation)


def test_a_verdict_lists_violations(vapi_contract: Contract) -> None:
    """A verdict has a standing, and violations with a keyword and a place."""
    verdict: Verdict = vapi_contract.judge({"type": "session.created"})

    assert verdict.standing == "violating"
    assert {(violation.keyword, violation.at) for violation in verdict.violations} == {("required", "")}


def test_what_a_run_finds_is_known(vapi_handler: Handler, vapi_contract: Contract) -> None:
    """A report lists findings, and a finding the case and the reply."""
    report: Report = vapi.check_handler(
        vapi_handler, contract=vapi_contract, types=["session.created"], checks=["accepts"], max_examples=5
    )

    findings: tuple[Finding, ...] = tuple(report.findings)
    assert [finding.title for finding in findings] == []
    assert report.exchanges > 0


def test_a_fixture_makes_messages(vapi_message: Callable[..., dict[str, Any]]) -> None:
    """The plugin's fixtures return messages as plain dictionaries."""
    message = vapi_message("session.created")

    assert message["type"] == "session.created"
    assert vapi.envelope(message) == {"message": message}
    assert vapi.samples.sample("session.created", seed=1)["type"] == "session.created"
