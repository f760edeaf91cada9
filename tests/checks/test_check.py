"""What a check makes of an exchange."""

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.check import SENT, TYPELESS
from tests.exchanges import conforming, crash, exchange, mutation

ACCEPTS, SURVIVES = CHECKS["accepts"], CHECKS["survives"]
HANG = {"message": {"type": "hang"}}


def test_an_exchange_that_passes_is_no_finding():
    """And it has no failure."""
    case = conforming(HANG)

    assert ACCEPTS.judge(case, exchange()) is None
    assert ACCEPTS.failure(case, exchange()) is None


def test_a_finding_has_the_case_and_the_exchange():
    """It says what was sent, what was expected, and of which type it was."""
    case, refused = conforming(HANG), exchange(status=400)

    finding = ACCEPTS.judge(case, refused)

    assert (finding.check, finding.case, finding.exchange) == ("accepts", case, refused)
    assert (finding.sent, finding.expected) == (SENT["conforming"], ACCEPTS.expected)
    assert finding.types == ("hang",)


def test_a_check_judges_its_own_categories_only():
    """Nobody has to accept an invalid message."""
    broken = mutation({"message": None}, "", "envelope", "hang")

    assert ACCEPTS.judge(broken, exchange(status=400)) is None
    assert SURVIVES.judge(broken, exchange(status=500)) is not None


def test_failures_are_the_same_whatever_the_values_are():
    """Two messages that fail on one line with other values fail in the same way."""
    one = ACCEPTS.failure(conforming(HANG), exchange(status=500, crash=crash("ValueError", "3 is bad")))
    other = ACCEPTS.failure(conforming(HANG), exchange(status=500, crash=crash("ValueError", "4 is bad")))

    assert one == other


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [({"status": 0, "timed_out": True}, "is not answered in time"), ({"status": 400}, "is rejected")],
)
def test_a_verdict_says_what_became_of_the_message(fields, verdict):
    """A message that is not answered is not rejected."""
    assert ACCEPTS.judge(conforming(HANG), exchange(**fields)).verdict == verdict


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.id)
def test_a_check_counts_per_type_if_it_is_about_messages(check):
    """Bodies that are not messages stand for all types."""
    assert check.per_type is bool(check.categories - TYPELESS)


@pytest.mark.parametrize(
    ("check", "case"),
    [(ACCEPTS, conforming(HANG)), (SURVIVES, mutation({"message": None}, "", "envelope", "hang"))],
    ids=["accepts", "survives"],
)
def test_what_was_answered_with_a_2xx_is_not_rejected(check, case):
    """An exception in a task behind the reply is told as what it is; Vapi has got the reply."""
    late = check.judge(case, exchange(crash=crash()))
    early = check.judge(case, exchange(status=500, crash=crash()))

    assert (late.verdict, late.expected) == (
        "fails after a 2xx status",
        "a 2xx reply, and no exception after it",
    )
    assert (early.verdict, early.expected) == (check.verdict, check.expected)
