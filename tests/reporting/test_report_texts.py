"""The texts of a report."""

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.reporting import told_report


def handler(body):
    """A function that takes it that every message belongs to a call."""
    return body["message"]["call"]["id"]


@pytest.fixture(scope="module")
def report():
    """What two checks find in two message types."""
    types, checks = ["hang", "transcript"], ["accepts", "survives"]
    return check_handler(handler, types=types, checks=checks, max_examples=4, fail_on=["lost"])


def test_a_finding_says_whether_it_fails(report):
    """Its severity decides, as the run was told; the texts are those of the finding."""
    told = told_report(report)

    assert [each.fails for each in told.findings] == [each.severity == "lost" for each in report.findings]
    assert {each.fails for each in told.findings} == {True, False}
    assert [each.text for each in told.findings] == [str(each) for each in report.findings]
    assert told.findings[0].title == "LOST  hang (also transcript) is rejected when `call` is missing"
    assert told.findings[0].brief == "`call` is missing: hang (also transcript) is rejected"
