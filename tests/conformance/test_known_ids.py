"""Ids that production sends as UUIDs, and that the schema says are any texts."""

from uuid import UUID

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.conformance.known_ids import HINT

TYPES = ["model-output", "session.created"]


def wanting(read, *path):
    """A function that reads the text at a path, if there is one."""

    def handle(body):
        there = value_at(body, ("message", *path)) if isinstance(body, dict) else None
        if isinstance(there, str):
            read(there)

    return handle


def checked(handler):
    """The findings about valid messages and those of production."""
    return check_handler(handler, types=TYPES, checks=["accepts", "observed"])


@pytest.mark.parametrize("path", [("call", "id"), ("turnId",)])
def test_a_uuid_may_be_needed(path):
    """Nothing else was ever captured there: one note says that the schema allows more."""
    report = checked(wanting(UUID, *path))

    assert report.ok, report
    [note] = report.findings
    assert (note.severity, note.code, note.hint) == ("note", "VC402", HINT)
    assert f"`{'.'.join(path)}`" in note.title


def test_another_text_must_not_be_needed():
    """The schema allows any name, and so does production."""
    assert not checked(wanting(int, "call", "name")).ok


def test_what_rejects_uuids_is_failed():
    """It would lose what production sends."""
    report = checked(wanting(int, "call", "id"))

    assert not report.ok
    assert {each.severity for each in report.findings} == {"lost"}


def test_a_note_hides_no_failure():
    """Of two faults with one status, the other one is still found."""

    def handle(body):
        message = body["message"]
        if isinstance(message.get("call"), dict) and isinstance(message["call"].get("id"), str):
            UUID(message["call"]["id"])
        return message["turnId"] if message["type"] == "model-output" else None

    severities = {each.title: each.severity for each in checked(handle).findings}

    assert severities["model-output is rejected when `turnId` is missing"] == "lost"
    assert sorted(severities.values()) == ["lost", "note"]
