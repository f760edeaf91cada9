"""What is kept of what failed."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.conformance.budget import CAUSES, FEW, KEPT, KEPT_ALIKE
from pytest_vapi_contract.conformance.failure_groups import FailureGroups
from pytest_vapi_contract.delivery.exchange import ABRIDGED
from pytest_vapi_contract.findings import total
from tests.exchanges import conforming, crash, exchange

BODY = {"message": {"type": "hang"}}
(ACCEPTS,) = selected(["accepts"])


def failing(case=None, **fields):
    """Return what the check reports about an exchange."""
    finding = ACCEPTS.judge(case or conforming(BODY), exchange(**{"status": 500} | fields), None)
    assert finding is not None
    return finding


def test_failures_that_are_alike_are_counted():
    """However many there are of one cause, the number is right, and only so many are kept."""
    failures = FailureGroups()

    for _ in range(3 * KEPT_ALIKE):
        failures.add(failing())

    (kept,) = failures.values()
    assert (len(kept), total(kept)) == (KEPT_ALIKE, 3 * KEPT_ALIKE)


def test_a_failure_counts_for_one_at_the_same_place():
    """What is counted later is told of the same condition."""
    failures = FailureGroups()
    for _ in range(KEPT_ALIKE - 1):
        failures.add(failing())
    failures.add(failing(conforming(BODY, at="/call")))

    failures.add(failing(conforming(BODY, at="/call")))

    (kept,) = failures.values()
    assert [each.count for each in kept] == [1] * (KEPT_ALIKE - 1) + [2]


def test_of_many_causes_less_is_kept():
    """A handler that fails in another way each time fills no memory, and what is not told is said."""
    size, each = 100_000, 3
    failures, enough = FailureGroups(), KEPT // size

    for number in range(CAUSES + 3):
        finding = failing(crash=crash(type=f"Error{number}"))
        request = replace(finding.exchange.request, body=b"x" * size)
        for _ in range(each):
            failures.add(replace(finding, exchange=replace(finding.exchange, request=request)))

    assert len(failures) == CAUSES
    assert enough < sum(map(len, failures.values())) <= enough + 1 + FEW * CAUSES
    assert total([finding for alike in failures.values() for finding in alike]) == CAUSES * each
    (skip,) = failures.skips()
    assert (skip.what, skip.essential) == (f"{3 * each} failures", False)


def test_nothing_is_said_of_failures_that_are_all_kept():
    """It is for what is left out only."""
    failures = FailureGroups()

    failures.add(failing())

    assert list(failures.skips()) == []


@pytest.mark.parametrize("size", [ABRIDGED, ABRIDGED + 1])
def test_of_a_long_reply_the_beginning_is_kept(size):
    """A finding tells the same of it, and says that it has not the whole."""
    failures, body = FailureGroups(), json.dumps("x" * (size - 2)).encode()
    whole = failing(body=body)

    failures.add(whole)

    ((kept,),) = failures.values()
    reply = kept.exchange.reply
    assert (len(reply.body), reply.size, reply.abridged_from) == (ABRIDGED, size, size * (size > ABRIDGED))
    assert (kept.got, kept.cause, kept.code) == (whole.got, whole.cause, whole.code)
