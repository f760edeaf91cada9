"""A run that did not send what every run sends says so, and is not in order."""

import time
from functools import cache

import pytest

from pytest_vapi_contract import as_handler, assert_handler_conforms, check_handler
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.conformance.budget import SLOW
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.findings import Report, Skip
from tests.conformance.small_runs import titles
from tests.exchanges import TYPES, small_cases

CONTRACT = shipped()
#: A handler that takes so long for a reply needs far more than a second for all types.
LONG = 1.5 * SLOW


def slow(body):
    """A function without a fault that takes its time."""
    time.sleep(LONG)


def slow_and_faulty(body):
    """A slow function that takes it that every message belongs to a call."""
    time.sleep(LONG)
    return body["message"]["call"]["id"]


def small(handler, **options):
    """A run over the small source of cases, with nothing drawn at random."""
    options = {"types": TYPES, "cases": small_cases, "draw": lambda *_: None} | options
    return run_checks(handler, contract=CONTRACT, **options)


@cache
def report_without_time(handler):
    """The report of a run that has far too little time, made once."""
    return check_handler(handler, time_budget=1.0)


def test_a_slow_handler_without_time_is_not_in_order():
    """
    What was sent was in order, and that says too little: the report says what is missing, and how to get it.
    """
    report = report_without_time(slow)

    assert not report.findings
    assert not report.complete
    assert not report.ok
    assert not report
    assert 0 < report.exchanges < 100
    assert report.needs > 1.0
    assert report.to_json()["complete"] is report.to_json()["ok"] is False
    last = str(report).splitlines()[-1]
    assert last.startswith("INCOMPLETE: parts of the check did not run, so this is not a pass. Not sent: ")
    assert f"Set the time budget to {report.needs:.0f} seconds or more, or accept this with" in last


def test_it_may_be_accepted():
    """Who wants it gets a report that is in order, and says still that it is incomplete."""
    report = check_handler(slow, time_budget=1.0, allow_incomplete=True)

    assert report.ok
    assert not report.complete
    assert "INCOMPLETE" in str(report).splitlines()[-1]


def test_a_slow_handler_with_time_is_in_order():
    """A handler that is slow and right gets what is essential of everything."""
    with as_handler(slow) as handler:
        report = small(handler, types=["hang"], time_budget=30.0)

    assert report.ok
    assert report.complete
    assert report.warning == ""


def test_a_slow_handler_has_time_unless_it_is_said_how_much():
    """A budget that was given is kept to."""
    with as_handler(slow) as handler:
        by_default = small(handler, types=["hang"], checks=["accepts", "observed"])
        as_told = small(handler, types=["hang"], checks=["accepts", "observed"], time_budget=2 * LONG)

    assert by_default.complete
    assert not as_told.complete


def test_a_quick_handler_gets_everything_on_a_busy_machine(monkeypatch):
    """What is sent does not depend on how long it takes, even if that is a minute in place of a moment."""
    calls, step = 0, 0.0

    def clock():
        nonlocal calls
        calls += 1
        return calls * step

    for module in ("budget", "run", "sender"):
        monkeypatch.setattr(f"pytest_vapi_contract.conformance.{module}.now", clock)
    with as_handler(lambda body: body["message"]["call"]["id"]) as handler:
        usual = small(handler)
        calls, step = 0, 60 / calls
        busy = small(handler)

    assert busy.seconds > 30
    assert busy.complete
    assert (busy.exchanges, titles(busy)) == (usual.exchanges, titles(usual))


def test_findings_of_an_incomplete_run_are_told():
    """What was found counts, whatever was not sent."""
    report = report_without_time(slow_and_faulty)

    assert report.findings
    assert not report.complete
    assert str(report).splitlines()[-1].startswith("INCOMPLETE")


@pytest.mark.parametrize("handler", [slow, slow_and_faulty])
def test_the_assertion_fails_for_it(handler):
    """`assert_handler_conforms` is not content with a part."""
    with pytest.raises(AssertionError, match="INCOMPLETE: parts of the check did not run"):
        assert_handler_conforms(handler, time_budget=1.0)


def test_the_assertion_says_what_is_wrong():
    """A handler in which nothing was found does not break the contract."""
    with pytest.raises(AssertionError, match=r"slow was not checked completely\n"):
        assert_handler_conforms(slow, time_budget=1.0)


def test_the_assertion_may_be_content_with_it():
    """It is if it is told so."""
    assert_handler_conforms(slow, time_budget=1.0, allow_incomplete=True)


def test_no_exchange_at_all_is_not_in_order():
    """Nothing was sent because the chosen check has nothing for a handler like this."""
    report = check_handler(lambda body: None, checks=["replays"])

    assert report.exchanges == 0
    assert not report.ok
    assert "every message (none of the checks has anything to send to this handler)" in report.warning


def test_what_is_drawn_at_random_is_not_essential():
    """A run without the random search is complete."""
    with as_handler(lambda body: None) as handler:
        report = small(handler, types=["model-output"], checks=["accepts"], time_budget=4.0)

    assert [str(skip) for skip in report.skipped] == ["1 of 2 steps: the time budget was used up"]
    assert report.ok


def test_an_interrupted_run_is_incomplete():
    """Ctrl-C leaves out what every run sends; after the last of it, nothing is missing."""

    def at(step):
        def stop(progress):
            if progress.done == step:
                raise KeyboardInterrupt

        return stop

    with as_handler(lambda body: None) as handler:
        early, late = (
            small(handler, types=["model-output"], checks=["accepts"], progress=at(step)) for step in (0, 1)
        )

    assert early.interrupted
    assert not early.complete
    assert late.interrupted
    assert late.complete


def test_only_what_is_essential_makes_a_report_incomplete():
    """Of several things that were not sent, those are named that matter, a few of them."""
    minor = Skip(what="8 odd requests", why="they need a socket")
    major = [Skip(what=f"step {at}", why="no time", essential=True) for at in range(5)]
    facts = {"handler": "app", "revision": "r", "seed": 0, "checks": (), "types": (), "findings": ()}

    complete, not_complete = (
        Report(**facts, exchanges=1, seconds=1.0, skipped=skipped) for skipped in ((minor,), (minor, *major))
    )

    assert complete
    assert complete.warning == ""
    assert not not_complete
    assert "Not sent: step 0 (no time); step 1 (no time); step 2 (no time); and 2 more. " in (
        not_complete.warning
    )
    assert "odd requests" not in not_complete.warning
