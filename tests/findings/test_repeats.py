"""Findings that say again what another one says."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings.repeats import without_repeats
from tests.exchanges import conforming, crash, exchange


def finding(check="accepts", *mark, status=500, **fields):
    """A finding of a check, of a cause that is marked, or of a status."""
    found = CHECKS["accepts"].judge(conforming({}), exchange(status=status, crash=crash()))
    return replace(found, **{"check": check, "mark": mark, "severity": "lost"} | fields)


LATE = finding("in-time", "late")
LET_IN = finding("credentials", severity="security")
REFUSED = finding()
TWICE = finding("redelivery", "effect", "twice", types=("hang", "transcript"))
ELSEWHERE = finding("accepts", "hidden", severity="note", exchange=exchange(crash=crash(line=7)))


@pytest.mark.parametrize(
    ("repeated", "other", "kept"),
    [
        (finding("accepts", "late"), LATE, finding("effects")),
        (finding("side-effects", "effect", "untrusted"), LET_IN, finding("side-effects", "effect", "x")),
        (finding("turns"), REFUSED, finding("turns", "turn", "lost")),
        (
            finding("effects", "effect", "doubled", types=("hang",)),
            TWICE,
            finding("effects", "effect", "doubled", types=("hang", "tool-calls")),
        ),
        (finding("accepts", "sequence", *REFUSED.cause), REFUSED, finding("accepts", "sequence", "x")),
        (finding("accepts", "unexplained", *REFUSED.cause), REFUSED, finding("accepts", "unexplained", "x")),
        (finding("accepts", "hidden", severity="note"), REFUSED, ELSEWHERE),
    ],
    ids=["late", "let in", "refused turn", "doubled effect", "sequence", "unexplained", "hidden"],
)
def test_what_another_finding_says_is_left_out(repeated, other, kept):
    """And only that: without the other finding it stays, and what differs stays."""
    assert without_repeats([repeated, other, kept]) == [other, kept]
    assert without_repeats([repeated]) == [repeated]
