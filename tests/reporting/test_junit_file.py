"""A report as a JUnit file."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from pytest_vapi_contract.cases.skip import Skip
from pytest_vapi_contract.errors import OutputNotWritten
from pytest_vapi_contract.findings.read_report import report_of
from pytest_vapi_contract.reporting.junit_file import write_junit
from tests.reporting.webhook_reports import record_of

MISSED = Skip(what="all messages", why="the time budget was used up", essential=True)


@pytest.fixture
def report():
    """The report of a webhook with faults."""
    return report_of(json.loads(record_of("fastapi_app_faulty")))


@pytest.fixture
def suite(tmp_path):
    """The test suite that a report is written as."""

    def written(report):
        write_junit(report, tmp_path / "out" / "junit.xml")
        return ElementTree.parse(tmp_path / "out" / "junit.xml").getroot().find("testsuite")

    return written


def test_each_check_is_a_test_case(report, suite):
    """It fails with its findings, told in full."""
    written = suite(report)

    failed = {case.get("name"): case.findall("failure") for case in written.iterfind("testcase")}
    assert [*failed] == [*report.checks, "complete"]
    told = [failure.text for failures in failed.values() for failure in failures]
    assert sorted(told) == sorted(map(str, report.failures))
    assert (written.get("tests"), written.get("failures")) == (
        str(len(failed)),
        str(sum(map(bool, failed.values()))),
    )
    assert written.find("properties/property[@name='vapi_revision']").get("value") == report.revision


def test_what_does_not_fail_is_no_failure(report, suite):
    """It is told as what the check printed."""
    written = suite(replace(report, fail_on=("security",)))

    [case] = [case for case in written.iterfind("testcase") if case.get("name") == "accepts"]
    assert case.find("failure") is None
    assert "is rejected" in case.find("system-out").text


@pytest.mark.parametrize("allowed", [False, True])
def test_an_incomplete_run_fails_a_case_of_its_own(report, suite, allowed):
    """With what was not sent, unless that is allowed."""
    incomplete = replace(report, findings=(), skipped=(MISSED,), allow_incomplete=allowed)

    failures = suite(incomplete).findall("testcase[@name='complete']/failure")

    assert [failure.get("message") for failure in failures] == ([] if allowed else [incomplete.warning])


def test_characters_that_xml_lacks_are_replaced(report, suite):
    """Whatever a handler says can be written and read."""
    finding = replace(report.failures[0], expected="a \x1b[31m \ud800 & <b> ]]> \U0001f600")

    written = suite(replace(report, findings=(finding,)))

    assert "a \ufffd[31m \ufffd & <b> ]]> \U0001f600" in written.find("testcase/failure").text


def test_a_file_that_cannot_be_written_is_an_error(report, tmp_path):
    """A folder in its place."""
    with pytest.raises(OutputNotWritten, match=": Is a directory"):
        write_junit(report, tmp_path)
