"""Which message shows what several have in common."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings import united
from tests.exchanges import conforming, exchange


def malformed(body, **fields):
    """A failure with a body that is no JSON."""
    case = conforming(body, category="text", id=body.decode(), **fields)
    reply = replace(exchange(status=500), request=Request(path="/", body=body))
    return CHECKS["malformed"].judge(case, reply)


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_prepared_shows_a_cause_before_what_was_drawn(turned):
    """
    It says what it is about, and is the same whatever Hypothesis draws; among several the shortest is shown.
    """
    found = [malformed(b"long"), malformed(b"x", drawn=True), malformed(b"longer")]

    shown = united(found[::-1] if turned else found)

    assert shown.case.id == "long"
    assert shown.count == 3
