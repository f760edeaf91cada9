"""What production adds to messages, and what the schema says may be missing."""

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.known_additions import HINT
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.samples import observed_sizes

ADDED = {
    "conversation-update": {"conversation"},
    "end-of-call-report": {
        "costBreakdown", "durationMinutes", "durationMs", "durationSeconds", "messages", "recordingUrl",
        "stereoRecordingUrl", "summary", "transcript",
    },
    "tool-calls": {"toolCalls"},
}  # fmt: skip


def needing(type, *path):
    """A function that needs a property of the messages of a type."""

    def handle(body):
        part = body.get("message") if isinstance(body, dict) else None
        if isinstance(part, dict) and part.get("type") == type:
            for name in path:
                part = part[name]

    return handle


def checked(handler, type):
    """The report on a handler of messages of a type."""
    return check_handler(handler, types=[type], checks=["accepts", "observed", "survives", "malformed"])


def reading(type, *path):
    """The report on a function that needs a property of the messages of a type."""
    return checked(needing(type, *path), type)


@pytest.mark.parametrize(
    ("type", "name"), [("end-of-call-report", "durationSeconds"), ("tool-calls", "toolCalls")]
)
def test_what_production_adds_may_be_needed(type, name):
    """One note says what the schema allows; nothing that is broken otherwise is blamed for it."""
    report = reading(type, name)

    assert report.ok, report
    [note] = report.findings
    assert note.title == f"{type} is rejected when `{name}` is missing"
    assert (note.severity, note.code, note.hint) == ("note", "VC402", HINT)


def test_what_is_added_is_named_where_an_exception_does_not_name_it():
    """Which of it decides is seen by trial."""

    def costs(body):
        part = body.get("message") if isinstance(body, dict) else None
        if isinstance(part, dict) and part.get("type") == "end-of-call-report":
            return {"perMinute": 1 / (part.get("durationMinutes") or 0)}
        return {}

    report = check_handler(costs, types=["end-of-call-report"], checks=["accepts"], max_examples=10)

    [note] = report.findings
    assert note.title == "end-of-call-report is rejected when `durationMinutes` is missing"
    assert note.is_note


@pytest.mark.parametrize(
    ("type", "name"), [("end-of-call-report", "durationSeconds"), ("tool-calls", "toolCalls")]
)
def test_a_repetition_says_the_same(type, name):
    """A message that is sent once more is tried with what production adds."""
    handler = as_handler(needing(type, name))
    [note] = checked(handler, type).findings

    again = replay(handler, note.replay, RunOptions(contract=newest())).report

    assert again.ok
    assert [(each.severity, each.hint) for each in again.findings] == [("note", HINT)]


def test_a_repetition_of_a_failure_is_a_failure():
    """What the schema lists may be missing, also in a message that is sent once more."""
    handler = as_handler(needing("end-of-call-report", "cost"))
    [lost, *_] = checked(handler, "end-of-call-report").findings

    assert not replay(handler, lost.replay, RunOptions(contract=newest())).report.ok


@pytest.mark.parametrize("path", [("cost",), ("call",), ("artifact", "transcript")])
def test_what_the_schema_lists_and_does_not_require_may_be_missing(path):
    """It does not matter that each captured report has it."""
    report = reading("end-of-call-report", *path)

    assert not report.ok
    assert report.findings[0].severity == "lost"
    assert report.findings[0].title == f"end-of-call-report is rejected when `{'.'.join(path)}` is missing"


def test_a_title_has_the_widest_condition():
    """No report has `call.endedAt`: that some have no call at all is the lesser part."""
    [finding, *_] = reading("end-of-call-report", "call", "endedAt").findings

    assert finding.title == "end-of-call-report is rejected when `call.endedAt` is missing"
    assert "KeyError: 'endedAt'" in str(finding)


def test_what_production_adds_is_in_messages_of_each_size():
    """Nothing else is at their top that the schema does not list."""
    contract, added = newest(), {}
    for type in contract.message_types:
        names = [message.keys() for message in observed_sizes(type, contract=contract)]
        listed = contract.bundle.messages[type]["properties"].keys()
        assert set.union(*map(set, names)) - listed == set.intersection(*map(set, names)) - listed
        added[type] = set.union(*map(set, names)) - listed

    assert {type: names for type, names in added.items() if names} == ADDED
