"""Reports that are read again."""

import json
from dataclasses import replace
from datetime import date

import pytest

from pytest_vapi_contract.findings.baseline import BaselineEntry, entry_of
from pytest_vapi_contract.findings.read_report import report_of
from tests.reporting.webhook_reports import record_of

WEBHOOKS = ("fastapi_app_faulty", "flask_app_faulty")


@pytest.mark.parametrize("webhook", WEBHOOKS)
def test_a_report_is_read_as_it_was_written(webhook):
    """Each field of each finding, those that are folded into others too."""
    record = json.loads(record_of(webhook))

    assert len(record["findings"]) > 2
    assert json.loads(json.dumps(report_of(record).to_json())) == record


@pytest.mark.parametrize("webhook", WEBHOOKS)
def test_a_report_can_be_read_elsewhere(webhook):
    """Where neither the handler nor its source is, it is told with the same lines."""
    here, there = (
        report_of(json.loads(record_of(webhook).replace("docs/examples/", folder)))
        for folder in ("docs/examples/", "gone/")
    )

    assert str(there) == str(here).replace("docs/examples/", "gone/")
    assert [entry_of(each).line for each in there.findings] == [entry_of(each).line for each in here.findings]
    assert any(entry_of(each).line for each in there.findings)
    assert "►" in str(there)


def test_what_a_baseline_settled_is_kept():
    """The entries themselves, with their last days, and those of what is ignored."""
    entry = BaselineEntry(code="VC101", cause="status 418", conditions=("x",), expires=date(2030, 1, 31))
    report = replace(
        report_of(json.loads(record_of(WEBHOOKS[0]))),
        accepted=(entry,),
        ignored=(entry,),
        outdated=(entry,),
    )

    again = report_of(json.loads(json.dumps(report.to_json())))

    assert (again.accepted, again.ignored, again.outdated) == ((entry,), (entry,), (entry,))
