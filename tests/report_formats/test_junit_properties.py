"""Properties of a test case in a JUnit file."""

import pytest

from pytest_vapi_contract.report_formats import properties_of


def report(**finding):
    """A JSON report with one finding."""
    fields = {
        "title": "hang is rejected",
        "code": "VC102",
        "severity": "lost",
        "replay": "r1",
        "again": ["line"],
        "exception": None,
        "place": None,
        "status": 500,
    }
    return {
        "revision": "2026-08-18",
        "seed": 0,
        "complete": True,
        "checks": ["accepts"],
        "types": ["hang", "transcript"],
        "findings": [fields | finding],
    }


def test_what_was_checked_is_told():
    """Revision, seed, checks and types, one property each."""
    told = list(properties_of(report()))

    assert ("vapi_revision", "2026-08-18") in told
    assert ("vapi_seed", "0") in told
    assert ("vapi_code", "VC102") in told
    assert [value for name, value in told if name == "vapi_type"] == ["hang", "transcript"]


@pytest.mark.parametrize(
    ("finding", "cause"),
    [
        ({"status": 500}, "status 500"),
        ({"status": None}, "no reply"),
        ({"exception": "KeyError: 'call'"}, "KeyError: 'call'"),
        (
            {"exception": "KeyError: 'call'", "place": "app.py:3 in hook"},
            "KeyError: 'call' at app.py:3 in hook",
        ),
    ],
)
def test_the_cause_of_a_finding_is_told(finding, cause):
    """The exception and its place, the status, or the silence."""
    assert dict(properties_of(report(**finding)))["vapi_cause"] == cause
