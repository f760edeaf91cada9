"""What a session leaves behind for others: JSON, JUnit, annotations of GitHub."""

import json
from xml.etree import ElementTree

import jsonschema
import pytest

from pytest_vapi_contract.reporting import report_schema

OPTIONS = ("--vapi-handler=app:app", "--vapi-path=/webhook")


def properties_in(path):
    """The properties of each test case in a JUnit file, by its name; of several with one name the first."""
    found = {}
    for case in ElementTree.parse(path).iter("testcase"):
        names = [(each.get("name"), each.get("value")) for each in case.iter("property")]
        found[case.get("name")] = dict(reversed(names))
    return found


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n1")], ids=["alone", "xdist"])
def test_junit_gets_properties(app, pytester, session, workers):
    """Each item says what it checked with which seed, and what it found, also where a worker ran it."""
    session(
        *OPTIONS,
        *workers,
        "--vapi-type=hang",
        "-k",
        "accepts or in-time",
        "--vapi-seed=3",
        "--junitxml=out.xml",
    )

    found = properties_in(pytester.path / "out.xml")
    failed, passed = found["accepts"], found["in-time"]
    assert passed == {
        "vapi_revision": "2026-08-18",
        "vapi_seed": "3",
        "vapi_complete": "true",
        "vapi_check": "in-time",
        "vapi_type": "hang",
    }
    assert failed["vapi_finding"].startswith("hang is rejected")
    assert failed["vapi_cause"] == "KeyError at app.py:8 in app"
    assert failed["vapi_replay"].startswith("accepts/hang/")
    assert (
        failed["vapi_again"]
        == f"pytest {' '.join(OPTIONS)} --vapi-seed=3 --vapi-replay={failed['vapi_replay']}"
    )


def test_a_report_keeps_its_schema(app, pytester, session):
    """The report of a whole session is as the published schema says."""
    session(*OPTIONS, "--vapi-type=hang", "--vapi-report=found.json")

    report = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, report_schema())
    assert report["findings"]


def test_github_gets_annotations(app, pytester, session, monkeypatch):
    """In a workflow of GitHub each finding is shown at the line that broke, relative to the repository."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pytester.path.parent))

    result = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")

    [line] = [line for line in result.stdout.lines if line.startswith("::")]
    title = "LOST VC102 hang is rejected when `call` is missing"
    assert line.startswith(
        f"::error file={pytester.path.name}/app.py,line=8,title={title}::sent: a valid message"
    )
    assert "%0Aexpected: a 2xx reply%0Agot: an exception after " in line


def test_elsewhere_there_are_no_annotations(app, session):
    """Outside of GitHub nothing of the kind is printed."""
    result = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")

    assert not [line for line in result.stdout.lines if line.startswith("::")]


def test_a_report_that_cannot_be_written_is_told(app, pytester, session):
    """The session ends as it would, and a line says why there is no report."""
    result = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts", "--vapi-report=app.py/found.json")

    assert result.ret == 1
    result.stdout.fnmatch_lines(["*found.json: *. Nothing has changed there."])
