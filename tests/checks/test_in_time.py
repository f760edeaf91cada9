import time

import pytest

from pytest_vapi_contract import Contract, as_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.in_time import LIMITS, limit_of
from pytest_vapi_contract.conformance import run_checks
from tests.exchanges import conforming, exchange, mutation, small_cases

CONTRACT = Contract.load()


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
