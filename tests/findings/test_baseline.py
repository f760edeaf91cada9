"""Accepted findings: which are the same in another run, and which are new."""

import importlib
import linecache
import sys
from datetime import date

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.findings.baseline import Baseline, BaselineEntry
from pytest_vapi_contract.findings.baseline_file import write_baseline

FEW = {"types": ["hang", "model-output"], "max_examples": 5, "checks": ["accepts", "survives"]}
HANDLER = """
def app(body):
    return body["message"]["call"]["id"]
"""
#: The same fault further down, in a line with other blanks.
MOVED = """
import logging

def app(body):
    logging.debug("Received %s", body)
    return  body["message"]["call"]["id"]
"""
#: The same fault, and another one.
WORSE = """
def app(body):
    assert body["message"]["type"] != "hang", "no hang"
    return body["message"]["call"]["id"]
"""
ENTRY = BaselineEntry(
    code="VC102", cause="KeyError 'call' in app of app.py", line="a[b]", conditions=("x is null",)
)


@pytest.fixture
def app(tmp_path, monkeypatch):
    """A function that makes a text the module `app`, and gives the handler in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def made(text):
        (tmp_path / "baseline_app.py").write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, "baseline_app", raising=False)
        importlib.invalidate_caches()
        linecache.clearcache()
        return importlib.import_module("baseline_app").app

    return made


@pytest.fixture
def written(tmp_path):
    """A function that writes the file which accepts the findings of a report; entries can have more."""

    def write(report, **more):
        made = Baseline().renewed(report.failures, today=date(2026, 8, 18))
        entries = tuple(BaselineEntry(**{**_fields(entry), **more}) for entry in made.entries)
        write_baseline(Baseline(entries=entries), tmp_path / "accepted.toml")
        return tmp_path / "accepted.toml"

    return write


def _fields(entry):
    return {name: getattr(entry, name) for name in BaselineEntry.__dataclass_fields__}


def test_a_run_with_another_seed_is_accepted(app, written):
    """What is written today accepts the same findings, whatever values the messages have."""
    handler = app(HANDLER)
    first = check_handler(handler, **FEW)
    path = written(first)

    again = check_handler(handler, seed=7, baseline=path, **FEW)

    assert len(first.failures) > 1
    assert again.ok
    assert [entry.code for entry in again.accepted] == [finding.code for finding in first.failures]


def test_a_line_above_changes_nothing(app, written):
    """The line number is no part of what is accepted, and neither are blanks in the line."""
    path = written(check_handler(app(HANDLER), **FEW))

    again = check_handler(app(MOVED), baseline=path, **FEW)

    assert again.findings == ()
    assert again.accepted


def test_a_new_fault_fails(app, written):
    """Beside what is accepted, everything is found as ever."""
    path = written(check_handler(app(HANDLER), **FEW))

    again = check_handler(app(WORSE), baseline=path, **FEW)

    assert not again.ok
    assert [finding.exchange.crash.type for finding in again.failures if finding.check == "accepts"] == [
        "AssertionError"
    ]
    assert again.accepted


def test_an_expired_entry_fails_with_its_reason(app, written):
    """After the last day the finding fails again, and says until when and why it was accepted."""
    handler = app(HANDLER)
    path = written(
        check_handler(handler, **FEW), reason="the new parser will fix it", expires=date(2020, 1, 31)
    )

    again = check_handler(handler, baseline=path, **FEW)

    assert not again.ok
    assert again.accepted == ()
    assert "  accepted  until 2020-01-31 (expired): the new parser will fix it" in str(again)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"reason": "of another day", "title": "told otherwise", "expires": date(2026, 1, 1)}, True),
        ({"conditions": ("y is null",)}, True),
        ({"conditions": ()}, False),
        ({"code": "VC302"}, False),
        ({"cause": "KeyError 'id' in app of app.py"}, False),
        ({"line": "a[c]"}, False),
    ],
)
def test_a_line_is_one_cause(other, same):
    """Code, cause and line decide, and whether it happens always."""
    assert ENTRY.is_about(BaselineEntry(**{**_fields(ENTRY), **other})) is same


@pytest.mark.parametrize(
    ("conditions", "others", "same"),
    [
        (("x is null",), ("y is missing", "x is null"), True),
        (("x is null",), ("y is missing",), False),
        ((), (), True),
        ((), ("x is null",), False),
    ],
)
def test_a_reply_needs_a_condition_in_common(conditions, others, same):
    """Where no line is known, two findings with one status are the same if they happen in one case."""
    entry, other = (
        BaselineEntry(code="VC101", cause="status 400", conditions=each) for each in (conditions, others)
    )

    assert entry.is_about(other) is same


def test_what_is_known_keeps_its_reason(app):
    """A baseline that is written again keeps reasons and last days, and adds what is new."""
    report = check_handler(app(HANDLER), **FEW)
    first = Baseline().renewed(report.failures[:1], today=date(2026, 8, 18))
    known = Baseline(
        entries=(BaselineEntry(**{**_fields(first.entries[0]), "reason": "old", "expires": date.max}),)
    )

    again = known.renewed(report.failures, today=date(2026, 8, 19), kept=[ENTRY])

    reasons = [(entry.reason, entry.expires) for entry in again.entries[:-1]]
    assert reasons[0] == ("old", date.max)
    assert set(reasons[1:]) == {("accepted on 2026-08-19; say why", None)}
    assert again.entries[-1] == ENTRY
