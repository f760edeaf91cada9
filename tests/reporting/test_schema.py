"""The published schema of the JSON report, and real reports."""

import jsonschema
import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.findings.read_report import report_of
from pytest_vapi_contract.reporting import report_schema
from pytest_vapi_contract.reporting.merge_reports import merged_report
from tests.exchanges import TYPES, small_cases

SCHEMA = report_schema()
CONTRACT = shipped()


def careless(environ, start_response):
    """A web app that breaks at what is no JSON object, and looks at no credential."""
    import json

    body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    status = "404 Not Found" if "call" not in body["message"] else "200 OK"
    start_response(status, [])
    return [b""]


@pytest.fixture(scope="module")
def report():
    """A report with crashes, replies, bad credentials and malformed bodies in it."""
    with as_handler(careless, secret="hunter2") as handler:
        return run_checks(handler, contract=CONTRACT, types=TYPES, cases=small_cases).to_json()


def test_the_schema_is_one():
    """It is valid JSON Schema, of the version that reports have."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$id"].endswith(str(SCHEMA["properties"]["version"]["const"]))


def test_a_report_keeps_it(report):
    """A report with all kinds of findings, and one of several runs, are as the schema says."""
    jsonschema.validate(report, SCHEMA)
    jsonschema.validate(merged_report([report_of(report)] * 2).to_json(), SCHEMA)

    findings = report["findings"]
    assert {finding["check"] for finding in findings} >= {"accepts", "survives", "malformed", "credentials"}
    assert {finding["place"] is None for finding in findings} == {True, False}
    assert any(isinstance(finding["body"], str) for finding in findings)


def test_every_field_is_described(report):
    """A field that the schema does not know, or that is missing, does not slip through."""
    finding = report["findings"][0]

    assert set(report) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    described = SCHEMA["$defs"]["finding"]
    assert set(finding) == set(described["properties"]) == set(described["required"])
    for changed in (
        report | {"news": 1},
        report | {"findings": [finding | {"news": 1}]},
        report | {"findings": [{name: value for name, value in finding.items() if name != "replay"}]},
        report | {"version": 2},
        report | {"merge": report["merge"] | {"news": 1}},
        report | {"findings": [finding | {"merge": finding["merge"] | {"news": 1}}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(changed, SCHEMA)


def test_a_report_without_findings_keeps_it():
    """So does the report of a correct handler, and of a run that had no time."""
    with as_handler(lambda body: None) as handler:
        passed = run_checks(handler, contract=CONTRACT, types=TYPES, cases=small_cases, time_budget=1e-9)

    jsonschema.validate(passed.to_json(), SCHEMA)
    assert passed.to_json()["skipped"]
