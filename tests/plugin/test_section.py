"""The section at the end of a session."""

import json

from pytest_vapi_contract.plugin.section import session_report
from tests.reporting.webhook_reports import record_of


def test_a_session_with_one_run_has_its_report():
    """It is not read again."""
    record = {"report": "vapi-contract"}

    assert session_report([record]) is record


def test_the_runs_of_a_session_are_merged():
    """What one test and another one have found is one finding."""
    record = json.loads(record_of("fastapi_app_faulty"))

    both = session_report([record, record])

    assert [each["count"] for each in both["findings"]] == [2 * each["count"] for each in record["findings"]]
    assert both["exchanges"] == 2 * record["exchanges"]
