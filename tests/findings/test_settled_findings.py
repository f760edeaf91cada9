"""Findings that are accepted or ignored, and entries that are no longer found."""

from dataclasses import replace
from datetime import date

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.errors import UnknownCode
from pytest_vapi_contract.findings.baseline import Baseline, BaselineEntry, entry_of
from pytest_vapi_contract.findings.baseline_file import read_baseline
from pytest_vapi_contract.findings.settled_findings import SettledFindings, accept

TODAY = date(2026, 8, 18)
FEW = {"types": ["hang"], "max_examples": 3, "checks": ["accepts", "survives"]}
GONE = BaselineEntry(code="VC101", cause="status 418", title="hang is rejected", reason="a joke")


def handler(body):
    """A handler that relies on a call."""
    return body["message"]["call"]["id"]


@pytest.fixture(scope="module")
def report():
    """What a run over all types would report."""
    return replace(check_handler(handler, **FEW), usual=True, all_types=("hang",))


def baseline_of(report, *more):
    """A baseline that accepts what a report has found, with more entries."""
    return Baseline(entries=(*(replace(entry_of(each), reason="known") for each in report.failures), *more))


def test_what_is_accepted_does_not_fail(report):
    """The findings are gone, the report is fine, and says what was accepted."""
    settled = SettledFindings(baseline=baseline_of(report)).applied(report, TODAY)

    assert not report.ok
    assert settled.ok
    assert settled.settled == ["accepted 2 findings of the baseline: VC102, VC302"]
    assert settled.to_json()["accepted"] == ["VC102", "VC302"]


def test_the_last_day_is_included(report):
    """An entry expires after its last day, not on it."""
    entries = tuple(replace(each, expires=TODAY) for each in baseline_of(report).entries)
    settled = SettledFindings(baseline=Baseline(entries=entries))

    assert settled.applied(report, TODAY).ok
    assert not settled.applied(report, date(2026, 8, 19)).ok


def test_what_is_no_longer_found_is_told(report):
    """An entry without a finding is named, so that it is removed."""
    settled = SettledFindings(baseline=baseline_of(report, GONE)).applied(report, TODAY)

    assert settled.ok
    assert settled.outdated == (GONE,)
    assert settled.settled[-1] == (
        "not found any more, remove it from the baseline if it is fixed: VC101 hang is rejected"
    )


def test_what_was_accepted_before_is_found(report):
    """The findings of a merged report may have been accepted by the runs already, with the same file."""
    settled = SettledFindings(baseline=baseline_of(report))
    before = settled.applied(report, TODAY)

    again = settled.applied(before, TODAY)

    assert again.outdated == ()
    assert again.accepted == before.accepted


@pytest.mark.parametrize(
    "less", [{"usual": False}, {"checks": ("survives",)}], ids=["few messages", "another check"]
)
def test_a_run_that_has_not_looked_says_nothing(report, less):
    """What a run could not find may still be there."""
    settled = SettledFindings(baseline=baseline_of(report, GONE)).applied(replace(report, **less), TODAY)

    assert settled.outdated == ()


def test_a_code_can_be_ignored(report):
    """Its findings are left out and counted, and the others fail as ever."""
    settled = check_handler(handler, ignore=["vc302"], **FEW)

    assert [finding.code for finding in settled.findings] == ["VC102"]
    assert settled.settled == ["ignored 1 finding: VC302"]


def test_an_unknown_code_is_told():
    """The error asks for the code that was meant."""
    with pytest.raises(UnknownCode, match=r"Unknown code 'VC3020'\. Did you mean 'VC302'\?"):
        check_handler(handler, ignore=["VC3020"], **FEW)


def test_a_baseline_is_written(report, tmp_path):
    """All findings are accepted; what is no longer found is left out, and what was not looked for stays."""
    path = tmp_path / "accepted.toml"
    known = baseline_of(report, GONE)

    removed = accept(report, known, path, TODAY)
    whole = read_baseline(path)
    accept(replace(report, usual=False), known, path, TODAY)

    assert removed == (GONE,)
    assert [(entry.code, entry.reason) for entry in whole.entries] == [("VC102", "known"), ("VC302", "known")]
    assert read_baseline(path).entries[-1] == GONE
