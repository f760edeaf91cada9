"""Samples are what a person would believe: ids, numbers, times and dialogues."""

from datetime import datetime
from itertools import pairwise

import pytest

from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.samples import sample
from tests.samples.looks import E164, MOMENT, UUID, found, paths


@pytest.fixture(params=["every", "observed"], scope="module")
def messages(request):
    """Samples of all types, small and large."""
    return [
        sample(type, seed=seed, reading=request.param, detail=detail)
        for type in shipped().message_types
        for detail in ("typical", "rich")
        for seed in range(6)
    ]


def test_ids_look_like_ids(messages):
    """Calls, assistants and organisations are named by UUIDs, turns too."""
    names = {"assistantId", "orgId", "phoneNumberId", "sessionId", "squadId", "turnId"}
    ids = [value for message in messages for _, value in found(message, names) if value is not None]
    ids += [message[thing]["id"] for message in messages for thing in ("call", "session") if thing in message]

    assert len(ids) > 500
    assert [id for id in ids if not UUID.fullmatch(id)] == []


def test_one_thing_has_one_id(messages):
    """
    Within a message, the same call, assistant and organisation have the same id wherever they are named.
    """
    for message in messages:
        for name in ("assistantId", "orgId", "customerId", "phoneNumberId", "sessionId"):
            assert len({value for _, value in found(message, {name})} - {None}) <= 1
        if "chat" in message and "sessionId" in message["chat"] and "session" in message:
            assert message["chat"]["sessionId"] == message["session"]["id"]


def test_numbers_are_written_as_e164(messages):
    """Phone numbers are E.164, and the customer's is not the one that is called."""
    numbers = [value for message in messages for _, value in found(message, {"number", "twilioPhoneNumber"})]
    customers = [
        message["customer"]["number"] for message in messages if "number" in message.get("customer", {})
    ]
    phones = [
        message["phoneNumber"]["number"] for message in messages if "number" in message.get("phoneNumber", {})
    ]

    assert [number for number in numbers if not E164.fullmatch(number)] == []
    assert customers
    assert phones
    for message in messages:
        theirs, ours = (message.get(name, {}).get("number") for name in ("customer", "phoneNumber"))
        assert theirs is None or theirs != ours


def test_times_are_in_order(messages):
    """
    A call is created, started, ended and updated one after the other, and the message is sent after that.
    """
    for message in messages:
        for _, call in (*found(message, {"call", "session"}), ("", message)):
            times = [
                call[name]
                for name in ("createdAt", "startedAt", "endedAt", "updatedAt")
                if call.get(name) is not None  # null says that it is not known yet
            ]
            assert times == sorted(times)
            assert all(map(MOMENT.fullmatch, times))
            if times and "timestamp" in message:
                last = datetime.fromisoformat(times[-1]).timestamp() * 1000
                assert last <= message["timestamp"]


def test_only_a_call_that_is_over_has_ended(messages):
    """What is only known afterwards is there only afterwards."""
    for message in messages:
        call = message.get("call", {})
        if call.get("endedAt") or call.get("endedReason"):
            assert call.get("status", "ended") == "ended"


def dialogues(message):
    """All lists of a message that tell what was said."""
    for _, value in paths(message):
        if (
            isinstance(value, list)
            and value
            and all(isinstance(one, dict) and "role" in one for one in value)
        ):
            yield value


def test_a_dialogue_reads_like_one(messages):
    """The user and the bot speak in turns, and time goes by."""
    told = [dialogue for message in messages for dialogue in dialogues(message)]

    assert len(told) > 100
    for dialogue in told:
        speakers = {"user": "user", "bot": "bot", "assistant": "bot"}
        spoken = [
            speakers[turn["role"]]
            for turn in dialogue
            if turn["role"] in speakers and ("message" in turn or "content" in turn)
        ]
        assert all(one != other for one, other in pairwise(spoken))
        for name in ("time", "secondsFromStart"):
            times = [turn[name] for turn in dialogue if name in turn]
            assert times == sorted(times)
        for turn in dialogue:
            if {"time", "secondsFromStart", "endTime"} <= turn.keys():
                assert turn["time"] < turn["endTime"]


def test_seconds_follow_from_time(messages):
    """Where a turn tells both, the seconds from the start are those since the start of the call."""
    for message in messages:
        for dialogue in dialogues(message):
            starts = {
                round(t["time"] - t["secondsFromStart"] * 1000) for t in dialogue if "secondsFromStart" in t
            }
            assert len(starts) <= 1
