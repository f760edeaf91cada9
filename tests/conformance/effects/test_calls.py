from json import dumps

import pytest

from pytest_vapi_contract.conformance.budget import EVENTS_ALIKE, EVENTS_ALIKE_HANDLED
from pytest_vapi_contract.conformance.effects.calls import (
    FreshIds,
    call_events,
    ids_in,
    interleaved_events,
    joined,
    line_of,
    of_call,
    on_the_line_of,
    thinned,
)
from pytest_vapi_contract.contract import newest
from tests.conformance.effects.small_calls import event, status

TURN, UUID = "0224c6c7-ef31-4bed-95db-3b29386ac4a0", "019a2f3c-7c1e-7abc-8def-0123456789ab"


def test_only_calls_with_a_handled_type_are_played():
    """A chat has no report, and a call has no chat."""
    reports, chats = (call_events(newest(), 0, {type}) for type in ("end-of-call-report", "chat.created"))

    assert len(reports) == 3
    assert len(chats) == 1
    assert call_events(newest(), 0, {"voice-request"}) == ()


def test_a_call_keeps_its_order_and_has_few_events_of_each_kind():
    """More of those that are handled; the kinds are all there."""
    [call] = call_events(newest(), 0, {"tool-calls"})

    kinds = [each.kind for each in call]
    assert max(map(kinds.count, kinds)) <= EVENTS_ALIKE
    assert [each.at for each in call] == sorted(each.at for each in call)
    assert ("transcript", "user", "final") in kinds


def test_more_events_of_a_handled_type_are_kept():
    """Of others the first two."""
    events = tuple(event(type, at) for at in range(9) for type in ("hang", "transcript"))

    kept = [each.type for each in thinned(events, {"transcript"})]

    assert kept.count("transcript") == EVENTS_ALIKE_HANDLED
    assert kept.count("hang") == EVENTS_ALIKE


def test_an_event_is_told_with_what_is_special_about_it():
    """Its status, or who said it."""
    assert status("ended").label == "status-update (ended)"
    assert event("transcript", role="user", transcriptType="final").label == "transcript (user, final)"
    assert event("hang").label == "hang"


def test_a_message_joins_a_call():
    """It gets the record of the call, and nothing that it did not have."""
    message = {"type": "transfer-update", "call": {"id": "other"}, "destination": {}}

    found = joined(event("hang", 4.0, customer={"number": "+1"}), message)

    assert found.at == 4.0
    assert found.message == {**message, "call": status("queued").message["call"]}


def test_a_call_is_moved_to_the_line_of_another():
    """It keeps its own id, and has the number and the assistant of the other, wherever it tells them."""
    one = (event("hang", call="a-0001", assistant={"id": "helper"}),)
    one[0].message["call"]["assistantId"] = "helper"
    other = (event("hang", call="b-0001", assistant={"id": "other"}),)
    other[0].message["call"]["assistantId"] = "other"

    [moved] = on_the_line_of(one, other)

    assert moved.message["call"]["id"] == "b-0001"
    assert moved.message["call"]["phoneNumberId"] == one[0].message["call"]["phoneNumberId"]
    assert moved.message["assistant"] == {"id": "helper"}
    assert line_of([moved]) == line_of(one)


def test_calls_at_once_are_in_the_order_of_time():
    """The second one begins when the first is in progress; each event knows of which call it is."""
    one, other = (status("in-progress", 1.0), event("hang", 3.0)), (event("hang", 1.5),)

    events = interleaved_events(of_call(one, "A"), of_call(other, "B"))

    assert [(each.at, each.call) for each in events] == [(1.0, "A"), (2.5, "B"), (3.0, "A")]


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ({"call": {"id": "c"}, "turnId": "t"}, ["c", "t"]),
        ({"chat": {"id": "h"}, "session": {"id": "s"}}, ["s", "h"]),
        ({"toolCallList": [{"id": "x"}, "y"], "assistant": {"id": "a"}}, ["x"]),
        ({"output": [{"id": "z"}], "call": {"id": 5}, "turnId": None}, ["z"]),
        ({"output": "text", "call": None}, []),
    ],
)
def test_the_ids_of_what_a_message_is_about(message, ids):
    """Those of the assistant are the same in every call."""
    assert list(ids_in(message)) == ids


def test_ids_are_other_ones_each_time_and_of_the_same_form():
    """Wherever they are in a body; the names lead back."""
    events = [event("model-output", call=UUID, turnId=TURN, toolCallList=[{"id": "call_abcdefghijkl"}])]
    text = dumps(events[0].body)

    one, other = FreshIds.of(events, 1), FreshIds.of(events, 2)

    assert FreshIds.of(events, 1) == one
    assert not set(one.names) & set(other.names)
    assert {len(id) for id in one.fresh} == {len(id) for id in one.names}
    assert UUID not in one.sent(text)
    assert all(id in one.sent(text) for id in one.names)
    assert one.names[one.fresh[UUID]] == UUID
