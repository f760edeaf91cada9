"""Conditions and exchanges as JSON, and back."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import Condition, Kind, missing
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.delivery import Location, Request
from pytest_vapi_contract.findings.finding_json import (
    condition_of,
    condition_record,
    exchange_of,
    exchange_record,
    mark_record,
)
from pytest_vapi_contract.findings.fingerprint import cause_of
from tests.exchanges import crash, exchange

CONDITIONS = (
    None,
    missing(("message", "call", "id"), ("message", 0)),
    Condition(kind=Kind.VALUE, places=(("message", "output"),), type="string", value='"x"'),
    Condition(kind=Kind.FAMILY, family=Family.TEXT_EMPTY, value=""),
)
EXCHANGES = {
    "a refusal": exchange(status=422),
    "a return": exchange(status=None),
    "a crash": exchange(status=500, crash=crash()),
    "silence": exchange(status=0, timed_out=True),
    "a closed connection": exchange(status=0, fault="the connection was closed"),
    "what was caught": exchange(caught=crash(caught_at=Location("app.py", 50, "f"), is_hidden=True)),
}


def through_json(record):
    """What is read of a record that was written."""
    return json.loads(json.dumps(record))


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_condition_is_read_again(condition):
    """Of every kind, with places, a family and a value."""
    assert condition_of(through_json(condition_record(condition))) == condition


@pytest.mark.parametrize("name", EXCHANGES)
def test_an_exchange_is_read_again(name):
    """What tells its cause is there: status, exception, silence."""
    there = EXCHANGES[name]
    read = exchange_of(through_json(exchange_record(there)), b"{}")

    assert cause_of(read) == cause_of(there)
    assert (read.caught, read.seconds, read.timed_out) == (there.caught, there.seconds, there.timed_out)
    assert (read.caught and read.caught.caught_at) == (there.caught and there.caught.caught_at)
    assert exchange_record(read) == exchange_record(there)


def test_what_tells_a_fault_is_kept():
    """A name that was looked up is none, although the message that had it may have been cut."""
    looked_up = exchange(status=500, crash=crash(message="'refunds'"))
    looked_up = replace(looked_up, request=Request(body=b'{"message": {"topic": "refunds"}}'))

    read = exchange_of(through_json(exchange_record(looked_up)), b'{"message": {"top')

    assert cause_of(read) == cause_of(looked_up)
    assert cause_of(read)[-1] == ""


def test_the_line_that_broke_is_kept(tmp_path):
    """It can be told where the file is not: in a job that only merges."""
    file = tmp_path / "app.py"
    file.write_text('def f(body):\n    raise KeyError("call")\n', encoding="utf-8")
    broken = exchange(status=500, crash=crash(file=str(file), line=2))
    written = through_json(exchange_record(broken))
    file.unlink()

    read = exchange_of(written, b"{}").crash

    assert read is not None
    assert read.location is not None
    assert read.location.source[-1] == (2, '    raise KeyError("call")')


def test_a_mark_has_the_file_as_it_is_shown(monkeypatch, tmp_path):
    """Two machines have the project in different folders, and the cause is the same."""
    monkeypatch.chdir(tmp_path)
    caught = crash(file=str(tmp_path / "app.py"))

    assert mark_record(("hidden", "KeyError", caught.file, 41), caught) == [
        "hidden",
        "KeyError",
        "app.py",
        41,
    ]
