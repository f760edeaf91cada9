"""Replies about which the vendor's sources disagree."""

import pytest

from pytest_vapi_contract.checks.reply_disputes import DISPUTES, as_read, disputes_of
from tests.judged_reply import fault

BY_PHONE = {"destination": {"type": "number", "phoneNumber": "+14155550123"}}
SPOKEN = {"message": {"role": "assistant", "content": "Open till six."}}
OBJECT = {"results": [{"toolCallId": "t1", "result": {"done": True}}]}
#: What is disputed: the reply, and what both sources are named by.
DISPUTED = [
    ("assistant-request", BY_PHONE, "/destination", ("server events", "schema")),
    ("transfer-destination-request", BY_PHONE, "/destination", ("server events", "about transfers")),
    ("knowledge-base-request", SPOKEN, "/message", ("custom knowledge bases", "schema")),
    ("tool-calls", OBJECT, "/results/0/result", ("custom tools", "problems")),
]


@pytest.mark.parametrize("is_handled", [False, True])
@pytest.mark.parametrize(("type", "value", "at", "sources"), DISPUTED)
def test_what_is_disputed_is_a_note(type, value, at, sources, is_handled):
    """It names both sources, and where it is."""
    message = {"type": type, "toolCallList": [{"id": "t1"}]}

    note = fault(message, value, handles=[type] if is_handled else ())

    assert (note.code, note.severity) == ("VC406", "note")
    assert at in note.noted
    assert "Vapi's sources disagree" in note.hint
    assert all(source in note.hint for source in sources)


@pytest.mark.parametrize("result", [0, 0.0, False, [], {}])
def test_an_empty_result_is_as_disputed_as_another_one(result):
    """Zero is no worse than one."""
    message = {"type": "tool-calls", "toolCallList": [{"id": "t1"}]}

    note = fault(message, {"results": [{"toolCallId": "t1", "result": result}]})

    assert (note.code, note.severity) == ("VC406", "note")


@pytest.mark.parametrize(("type", "value", "at", "sources"), DISPUTED)
def test_the_rest_of_a_disputed_reply_counts(type, value, at, sources):
    """The schema judges it as the source reads it that allows more, and nothing disputed is left."""
    read = as_read(type, value)

    assert read != value
    assert list(disputes_of(type, read)) == []


def test_every_dispute_has_an_example():
    """So none is forgotten here."""
    assert {(type, each.name) for each in DISPUTES for type in each.types} == {
        (type, fault.mark[1]) for type, value, *_ in DISPUTED for fault in disputes_of(type, value)
    }


@pytest.mark.parametrize("value", [None, [], "text", {}, {"results": 7}, {"destination": [], "message": 1}])
@pytest.mark.parametrize("type", ["tool-calls", "assistant-request", "knowledge-base-request"])
def test_what_is_otherwise_is_not_touched(type, value):
    """Whatever the value is."""
    assert list(disputes_of(type, value)) == []
    assert as_read(type, value) == value
