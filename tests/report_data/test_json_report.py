import json

import pytest

from pytest_vapi_contract.errors import OutputNotWritten
from pytest_vapi_contract.report_data import summary_of, united_json, write_json


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


def test_what_has_one_place_is_one_finding():
    """Findings of several runs about one exception are one, with all types and conditions."""
    united = united_json(
        [report("hang", finding("hang")), report("chat", finding("chat")), report("transcript")]
    )

    assert united["findings"] == [
        finding("hang", also=["`chat` is missing"], count=6, types=["hang", "chat"]),
    ]
    assert united["types"] == ["hang", "chat", "transcript"]
    assert (united["exchanges"], united["seconds"], united["ok"]) == (30, 0.75, False)


def test_statuses_with_other_conditions_stay_apart():
    """Replies without an exception are one finding only if the same condition leads to them."""
    one = finding("hang", exception=None, place=None, status=422, condition="`call` is missing")
    other = one | {"condition": "`timestamp` is 1.5"}

    united = united_json([report("hang", one, other), report("chat", one)])

    assert [each["count"] for each in united["findings"]] == [6, 3]


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


def test_two_faults_at_one_place_stay_apart():
    """What is missing tells them apart, as it does within one run."""
    united = united_json([report("hang", finding("hang")), report("chat", finding("chat", fault="customer"))])

    assert [each["fault"] for each in united["findings"]] == ["call", "customer"]


def test_notes_come_last_and_fail_nothing():
    """They are counted by themselves, and no item fails because of them."""
    noted = finding(
        "hang", severity="note", title="hang is x", rule="credentials", got="400", hint="", again=["curl /"]
    )

    alone, both = (united_json([report("hang", *found)]) for found in ([noted], [finding("hang"), noted]))

    assert (alone["ok"], both["ok"]) == (True, False)
    assert [each["severity"] for each in both["findings"]] == ["lost", "note"]
    assert summary_of(alone).startswith("0 findings and 1 note in 10 exchanges, ")


def test_the_latency_of_a_type_is_that_of_the_run_that_sent_most():
    """Percentiles of several runs cannot be added up."""
    few, many = ({"type": "hang", "count": count, "p50": 1 / count} for count in (5, 50))

    united = united_json([report("hang") | {"latency": [many]}, report("hang") | {"latency": [few]}])

    assert united["latency"] == [many]
