"""A fraction of a millisecond is allowed, and never sent."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found, of_type
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings.whole_numbers import ONLY_WHOLE, without_fractions
from tests.exchanges import conforming, exchange

TIMESTAMP = ("message", "timestamp")


@pytest.mark.parametrize(
    ("condition", "severity"),
    [
        (found(TIMESTAMP, 1.5), "note"),
        (found(TIMESTAMP, 5e-324), "note"),
        (found(TIMESTAMP, 1), "lost"),
        (found(TIMESTAMP, 1e15), "lost"),
        (of_type(TIMESTAMP, "number"), "lost"),
        (found(("message", "cost"), 1.5), "lost"),
        (None, "lost"),
    ],
)
def test_a_handler_that_takes_whole_milliseconds_loses_nothing(condition, severity):
    """It is told so. One that refuses each number, or a fraction elsewhere, loses messages."""
    refused = CHECKS["accepts"].judge(conforming({"message": {"type": "hang"}}), exchange(status=422))

    told = without_fractions(replace(refused, condition=condition))

    assert told.severity == severity
    assert (told.hint == ONLY_WHOLE) is (severity == "note")
