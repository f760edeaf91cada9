"""A report as text that can leave the process."""

import json

from pytest_vapi_contract.report_formats import RenderedReport
from pytest_vapi_contract.reporting import rendered_report
from tests.reporting.webhook_reports import small_report


def test_it_survives_json():
    """What comes back is the same."""
    told = rendered_report(small_report(), [{"stdout": "printed"}])

    assert RenderedReport.from_json(json.loads(json.dumps(told.to_json()))) == told


def test_a_part_is_about_a_check_and_a_type():
    """It has the findings of that check, and the report is about nothing else."""
    told = rendered_report(small_report())

    accepts, survives = told.about("accepts", "hang"), told.about("survives")

    assert {each.json["check"] for each in accepts.findings} == {"accepts"}
    assert (accepts.json["checks"], accepts.json["types"]) == (["accepts"], ["hang"])
    assert survives.findings
    assert not survives.failures
    assert not told.about("accepts", "chat.created").findings
