"""A report as text that can leave the process."""

import json

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.report_data import ToldReport
from pytest_vapi_contract.reporting import told_report


def handler(body):
    """A function that takes it that every message belongs to a call."""
    return body["message"]["call"]["id"]


@pytest.fixture(scope="module")
def report():
    """What two checks find in two message types."""
    types, checks = ["hang", "transcript"], ["accepts", "survives"]
    return check_handler(handler, types=types, checks=checks, max_examples=4, fail_on=["lost"])


def test_it_survives_json(report):
    """What comes back is the same."""
    told = told_report(report, [{"stdout": "printed"}])

    assert ToldReport.from_json(json.loads(json.dumps(told.to_json()))) == told


def test_a_part_is_about_a_check_and_a_type(report):
    """It has the findings of that check, and the report is about nothing else."""
    told = told_report(report)

    accepts, survives = told.about("accepts", "hang"), told.about("survives")

    assert {each.json["check"] for each in accepts.findings} == {"accepts"}
    assert (accepts.json["checks"], accepts.json["types"]) == (["accepts"], ["hang"])
    assert survives.findings
    assert not survives.failures
    assert not told.about("accepts", "chat.created").findings
