"""The check for effects in a run."""

import time

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.effects.search import ALWAYS
from pytest_vapi_contract.delivery import as_handler
from tests.conformance.effects.small_calls import REPORT, Reports


class Strict(Reports):
    """Refuses what is not a message."""

    def webhook(self, body):
        """Do as the class says."""
        if isinstance(body, dict) and isinstance(body.get("message"), dict):
            super().webhook(body)


class Lost(Strict):
    """Keeps no report."""

    def act(self, message, call, body):
        """Do nothing."""


def run(calls, *handles, **options):
    """The report about a handler and the types that it acts on."""
    given = {"types": handles, "checks": ["effects"], "state": calls.state, "reset": calls.reset}
    return check_handler(calls.webhook, **given | options | {"handles": handles})


def test_a_type_without_an_effect_is_a_finding_that_can_be_repeated():
    """The calls are played again for it."""
    calls = Lost()

    [finding] = run(calls, REPORT).findings

    assert finding.code == "VC171"
    assert finding.title == f"{REPORT} is accepted but has no effect"
    options = RunOptions(state=calls.state, reset=calls.reset)
    again = replay(as_handler(calls.webhook), finding.replay, options)
    assert [each.title for each in again.report.findings] == [finding.title]
    calls = Strict()
    options = RunOptions(state=calls.state, reset=calls.reset)
    mended = replay(as_handler(calls.webhook), finding.replay, options)
    assert mended.report.ok
    assert mended.case.body["message"]["type"] == REPORT


@pytest.mark.parametrize("reason", ["voicemail", None])
def test_a_handler_that_acts_on_few_events_is_right(reason):
    """On one reason of hundreds, or on what has just happened: the events of played calls are old."""

    class Few(Strict, Reports):
        def act(self, message, call, body):
            is_new = message.get("timestamp", 0) > (time.time() - 600) * 1000
            if is_new if reason is None else message.get("endedReason") == reason:
                super().act(message, call, body)

    assert run(Few(), REPORT).findings == ()


def test_a_type_that_no_call_has_is_sent_within_one():
    """It is lost like any other."""
    [finding] = run(Lost(), "transfer-update").findings

    assert finding.title == "transfer-update is accepted but has no effect"


def test_an_answer_may_be_all_that_is_wanted():
    """Where Vapi reads the reply, the state need not change."""
    assert run(Lost(), "tool-calls").ok


@pytest.mark.parametrize("type", ["model-output", "user-interrupted"])
def test_the_text_of_turns_need_not_be_in_the_state(type):
    """Where `read=` tells it, whether it is right is checked by what it tells."""
    assert run(Lost(), type, read=lambda turn: "").ok
    assert not run(Lost(), type).ok


@pytest.mark.parametrize("missing", ["state", "handles"])
def test_without_state_or_handled_types_there_is_nothing_to_check(missing):
    """The check is not in the report."""
    calls = Lost()
    given = {"state": calls.state, "handles": [REPORT]} | {missing: None if missing == "state" else ()}

    report = check_handler(
        calls.webhook, types=[REPORT], checks=["accepts", "effects"], max_examples=2, **given
    )

    assert report.checks == ("accepts",)


def test_a_state_that_always_changes_is_said():
    """Nothing can be found out then."""
    calls = Strict()

    report = run(calls, REPORT, state=lambda: calls.requests)

    assert [skip.why for skip in report.skipped] == [ALWAYS]
    assert report.findings == ()


def test_only_what_there_is_time_for_is_judged():
    """A run that could not play the calls is incomplete."""
    report = run(Strict(), REPORT, time_budget=0.001)

    assert not report.complete
    assert report.findings == ()
