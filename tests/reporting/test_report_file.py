"""JSON reports that are read again."""

import json

import pytest

from pytest_vapi_contract.errors import BadReport, ReportsDiffer
from pytest_vapi_contract.report_formats import write_json
from pytest_vapi_contract.reporting.report_file import read_reports
from tests.reporting.webhook_reports import record_of


@pytest.fixture
def record():
    """A report with findings."""
    return json.loads(record_of("fastapi_app_faulty"))


@pytest.fixture
def written(tmp_path):
    """Write a report into a file."""

    def write(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_reports_are_read_in_their_order(written, record):
    """Each is the report that was written."""
    paths = [written("a.json", record), written("b.json", record | {"seconds": 1.5})]

    first, second = read_reports(paths)

    assert json.loads(json.dumps(first.to_json())) == record
    assert second.seconds == 1.5


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", r"it is not JSON \(Expecting property name.*\)\. To write it again, use --json\."),
        ('{"report": NaN}', r"it is not JSON \(JSON has no NaN\)"),
        ("[" * 200_000, "it is not JSON"),
        ("[]", "it is not a JSON report of vapi-contract"),
        ({"report": "coverage"}, "it is not a JSON report of vapi-contract"),
        ({"report": "vapi-contract", "version": 2}, "its version is 2, not 1"),
        (
            {"report": "vapi-contract", "version": 1},
            "it was written by an earlier version of",
        ),
    ],
    ids=["cut off", "NaN", "deep", "a list", "of another tool", "another version", "of before"],
)
def test_a_file_that_is_no_report_is_refused(written, content, why):
    """The error names the file, and says what to do."""
    with pytest.raises(BadReport, match=rf"^The report .*a\.json cannot be read: {why}"):
        read_reports([written("a.json", content)])


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """A job has not uploaded it, perhaps."""
    with pytest.raises(BadReport, match=r"gone\.json cannot be read: No such file"):
        read_reports([tmp_path / "gone.json"])


def test_a_report_of_another_package_is_refused(written, record):
    """With other versions, other messages are sent under the same names."""
    record["merge"]["package"] = "0.0.1"

    with pytest.raises(BadReport, match=r"by version 0\.0\.1 of pytest-vapi-contract, and this is "):
        read_reports([written("a.json", record)])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"count": 0}, "at /findings/0/count, 0 is less than the minimum of 1"),
        ({"severity": "grave"}, "at /findings/0/severity, "),
        ({"news": 1}, "at /findings/0, "),
        ({"again": []}, "part of it was changed or is damaged"),
    ],
)
def test_a_report_that_was_changed_is_refused(written, record, change, why):
    """The error says where; nothing breaks later."""
    record["findings"][0] |= change

    with pytest.raises(BadReport, match=why):
        read_reports([written("a.json", record)])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"findings": []}, r"its contents contradict its field 'ok' \(whether the webhook passes\)"),
        ({"fail_on": []}, r"its contents contradict its field 'ok' \(whether the webhook passes\)"),
        (
            {"complete": False},
            r"its contents contradict its field 'complete' \(whether everything was sent\)",
        ),
        ({"seconds": 10**400}, "OverflowError"),
    ],
    ids=["no findings", "nothing fails", "incomplete", "endless"],
)
def test_a_report_that_contradicts_itself_is_refused(written, record, change, why):
    """No run is green because the findings of a report are gone; and no text of it is made later."""
    with pytest.raises(BadReport, match=why):
        read_reports([written("a.json", record | change)])


HOSTILE = "\x1b[31m\u202e\ud800\r\n\u2028::error::x\x9b"


def test_what_a_report_says_does_nothing_to_a_terminal(written, record, tmp_path):
    """It is escaped when it is read; and a body, which is not shown, where it is written."""
    finding = record["findings"][0]
    finding |= {"sent": HOSTILE, "got": HOSTILE, "hint": HOSTILE, "body": {HOSTILE: HOSTILE}}
    record |= {"handler": HOSTILE, "remarks": [HOSTILE]}

    (report,) = read_reports([written("a.json", record)])

    write_json(report.to_json(), tmp_path / "b.json")
    for text in (str(report), (tmp_path / "b.json").read_text(encoding="utf-8")):
        assert text.replace("\n", "").isprintable()
        assert "\n::error" not in text
    assert json.loads((tmp_path / "b.json").read_bytes())["findings"][0]["body"] == {HOSTILE: HOSTILE}


def test_a_condition_of_no_words_is_refused(written, record):
    """A family that takes a count cannot be told without one."""
    record["findings"][0]["merge"]["conditions"][0] = {
        "kind": "FAMILY", "places": [], "type": "", "empty": False, "value": "", "family": "S161", "size": 0,
        "tool": "",
    }  # fmt: skip

    with pytest.raises(BadReport, match=r"was changed or is damaged \(KeyError: 'limit'\)"):
        read_reports([written("a.json", record)])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"revision": "2026-04-22"}, "their revisions are 2026-08-18 and 2026-04-22"),
        ({"handler": "other:app"}, "their handlers are fastapi_app_faulty:app and other:app"),
        ({}, "they are the same report"),
    ],
)
def test_reports_that_have_nothing_in_common_are_refused(written, record, change, why):
    """Both files are named, whichever they are."""
    paths = [
        written("a.json", record),
        written("b.json", record | {"seconds": 0}),
        written("c.json", record | {"seconds": 0} | change),
    ]

    with pytest.raises(ReportsDiffer, match=rf"{why}\.$"):
        read_reports(paths)
