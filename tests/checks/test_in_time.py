import time
from dataclasses import replace

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.delivery.time_limits import LIMITS, limit_of
from tests.exchanges import conforming, exchange, mutation, small_cases

CONTRACT = shipped()


@pytest.mark.parametrize(
    ("type", "usual", "seconds"),
    [
        ("hang", 20.0, 20.0),
        ("assistant-request", 20.0, 7.5),
        ("assistant-request", 5.0, 5.0),
        ("hang", 60.0, 60.0),
    ],
)
def test_the_limits_are_vapis(type, usual, seconds):
    """A handler has its `timeout`, and for an assistant-request never more than Vapi gives it."""
    assert limit_of(type, LIMITS, usual) == seconds


@pytest.mark.parametrize(
    "case", [conforming({"message": {}}), mutation({"message": {}}, "/call")], ids=["sound", "broken"]
)
def test_only_what_is_late_is_a_finding(case):
    """Whatever was sent, and whatever else is wrong with the reply."""
    check = CHECKS["in-time"]

    late = check.judge(case, exchange(status=0, timed_out=True))

    assert late.verdict == "is not answered in time"
    assert check.judge(case, exchange(status=500)) is None


def timed(case, seconds, **limits):
    """What the check finds in a reply that took so many seconds."""
    check = replace(CHECKS["in-time"], **limits)
    return check.judge(case, replace(exchange(), seconds=seconds))


@pytest.mark.parametrize(
    ("type", "seconds", "usual", "code"),
    [
        ("assistant-request", 5.9, 20.0, None),
        ("assistant-request", 6.0, 20.0, "VC405"),
        ("tool-calls", 15.9, 20.0, None),
        ("tool-calls", 16.0, 20.0, "VC405"),
        ("tool-calls", 16.0, 60.0, None),
        ("hang", 19.0, 20.0, None),
    ],
)
def test_a_reply_that_is_nearly_late_is_a_note(type, seconds, usual, code):
    """For the types of which a caller hears it; a server may have more time than usual."""
    finding = timed(conforming({"message": {}}, type=type), seconds, usual=usual)

    assert (finding and finding.code) == code
    assert finding is None or finding.is_note


def test_a_reply_may_be_too_slow_for_the_user():
    """The limit is theirs, and about what Vapi sends; the finding says so."""
    finding = timed(conforming({"message": {}}), 2.5, max_latency=2.0)

    assert (finding.code, finding.severity) == ("VC142", "lost")
    assert finding.got == "200 in 2.5 s; the limit that you set is 2 s"
    assert timed(conforming({"message": {}}), 2.0, max_latency=2.0) is None
    assert timed(mutation({"message": {}}, "/call"), 2.5, max_latency=2.0) is None


def test_slow_replies_are_one_finding():
    """It shows the slowest, and the report has the times of each type."""

    def late(body):
        time.sleep(0.02 if body["message"].get("timestamp") == 1.5 else 0.0)

    with as_handler(late) as handler:
        report = run_checks(
            handler,
            contract=CONTRACT,
            types=["hang"],
            checks=["in-time"],
            max_latency=0.01,
            cases=lambda category, *rest: small_cases(category, *rest) if category == "conforming" else (),
            draw=lambda *_: None,
        )

    finding = next(each for each in report.findings if each.code == "VC142")
    [latency] = report.latency.types
    assert not report.ok
    assert finding.exchange.seconds == latency.slowest >= 0.02
    assert latency.count == 3
    assert report.latency.line in str(report)


def slow(body):
    """A function that takes its time with one type."""
    if body["message"]["type"] == "hang":
        time.sleep(1)


def test_a_type_has_a_limit_of_its_own():
    """A reply that comes later than Vapi waits for this type is a finding, told once."""
    with as_handler(slow) as handler:
        report = run_checks(
            handler,
            contract=CONTRACT,
            types=["hang", "model-output"],
            checks=["accepts", "in-time"],
            limits={"hang": 0.1},
            cases=lambda category, *rest: (
                small_cases("conforming", *rest) if category == "conforming" else ()
            ),
        )

    [finding] = report.findings
    assert (finding.check, finding.type) == ("in-time", "hang")
    assert finding.expected == "it returns before Vapi stops waiting"
    assert finding.got.startswith("no reply within ")
