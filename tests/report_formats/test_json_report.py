import json

import pytest

from pytest_vapi_contract.errors import OutputNotWritten
from pytest_vapi_contract.report_formats import summary_of, write_json


def report(type, *findings):
    """A report about one message type."""
    return {
        "report": "vapi-contract",
        "version": 1,
        "ok": all(finding["severity"] == "note" for finding in findings),
        "complete": True,
        "fail_on": ["lost", "security", "hardening"],
        "handler": "app:app",
        "revision": "2026-08-18",
        "seed": 0,
        "checks": ["accepts"],
        "types": [type],
        "exchanges": 10,
        "seconds": 0.25,
        "interrupted": False,
        "skipped": [],
        "findings": list(findings),
        "accepted": [],
        "ignored": [],
        "outdated": [],
        "remarks": [],
        "latency": [],
    }


def finding(type, **fields):
    """A finding about one message type."""
    usual = {
        "check": "accepts",
        "code": "VC102",
        "severity": "lost",
        "fault": "call",
        "exception": "KeyError",
        "place": "app.py:41 in f",
        "status": 500,
        "condition": f"`{type}` is missing",
        "also": [],
        "count": 3,
        "types": [type],
    }
    return usual | fields


def test_the_summary_counts():
    """The summary takes one line, in the singular where it is one."""
    assert (
        summary_of(report("hang"))
        == "0 findings in 10 exchanges, 1 message type, 0.2 s (revision 2026-08-18, seed 0)"
    )


def test_half_a_character_can_be_written(tmp_path):
    """A lone surrogate, which a mutation may well have, does not keep a report from being written."""
    write_json(report("\ud800"), tmp_path / "report.json")

    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == report("\ud800")


def test_a_report_that_cannot_be_written_says_so(tmp_path):
    """A folder in the place of the file is an error of ours."""
    with pytest.raises(OutputNotWritten, match=": Is a directory"):
        write_json(report("hang"), tmp_path)


def test_a_report_is_written_with_its_folder(tmp_path):
    """The file has the report as JSON, and folders are made for it."""
    path = tmp_path / "out" / "report.json"

    write_json(report("é"), path)

    assert json.loads(path.read_text(encoding="utf-8")) == report("é")


def test_notes_are_counted_by_themselves():
    """They fail nothing, so they are no findings."""
    noted = finding("hang", severity="note")

    alone, both = report("hang", noted), report("hang", finding("hang"), noted)

    assert summary_of(alone).startswith("0 findings and 1 note in 10 exchanges, ")
    assert summary_of(both).startswith("1 finding and 1 note in 10 exchanges, ")
