"""Observed samples have all that captured bodies have, and their parts are about one call."""

import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.samples import flat_tool_calls, observed_sizes, sample
from pytest_vapi_contract.samples.observed import dressing
from tests.contract.messages import small
from tests.depth import many

CAPTURES = Path(__file__).parent.parent / "captures"
CONTRACTS = {revision: Contract.load(revision) for revision in Contract.revisions()}
NEWEST = CONTRACTS[Contract.revisions()[-1]]
COUNT = 200
CAPTURED = {
    "assistant-request": "assistant-request-2025-05.json",
    "assistant.started": "assistant-started-2026-07.json",
    "end-of-call-report": "end-of-call-report-2026-07.json",
    "status-update": "status-update-2026-07.json",
    "tool-calls": "tool-calls-2024-12.json",
}
NINE = {
    "transcript",
    "summary",
    "messages",
    "recordingUrl",
    "stereoRecordingUrl",
    "costBreakdown",
    "durationMs",
    "durationSeconds",
    "durationMinutes",
}
DURING = [
    type
    for type in NEWEST.observed_types
    if not type.startswith(
        ("session.", "chat.", "campaign.", "call.deleted", "call.delete.", "call.artifact")
    )
    and type != "assistant-request"
]
CALLED = [type for type in NEWEST.observed_types if not type.startswith(("session.", "chat.", "campaign."))]
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@cache
def observed(type, detail="typical", count=COUNT):
    """Many observed samples, made once for all tests."""
    return tuple(
        sample(type, seed=seed, contract=NEWEST, reading="observed", detail=detail) for seed in range(count)
    )


@cache
def captured(type):
    """The captured message of a type, without its envelope."""
    body = json.loads((CAPTURES / CAPTURED[type]).read_text(encoding="utf-8"))
    return body.get("message", body)


def places(value, at=""):
    """All places of a value; the items of a list are one place, and so are the entries of a map of ids."""
    yield at
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, f"{at}/{'*' if at == '/artifact/scorecards' else name}")
    if isinstance(value, list):
        for part in value:
            yield from places(part, f"{at}/-")


def milliseconds(text):
    """A time in milliseconds since 1970."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def left_out(type, message):
    """Where a capture has what production does not send with every such message, and why."""
    yield "/report"  # added by who captured the report: the names are written as Vapi never writes them
    if type == "tool-calls":
        yield "/call/assistant"  # the call was made with an assistant of its own, which is not stored
        yield "/assistant/model/tools"
        yield "/assistant/model/url"  # of its kind of model, as is the temperature
        yield "/assistant/model/temperature"
        yield "/assistant/voice/fillerInjectionEnabled"  # went in 2025, like the next three
        yield "/assistant/serverUrl"
        yield "/assistant/backchannelingEnabled"
        yield "/assistant/backgroundDenoisingEnabled"
        yield "/assistant/serverMessages"
        yield from ("/toolCalls/-/function/arguments/", "/toolCallList/-/function/arguments/")  # of the tool
        yield "/toolWithToolCallList/-/toolCall/function/arguments/"
        yield "/toolWithToolCallList/-/function/parameters/properties/"
    if type == "assistant-request":
        yield "/call/workflowId"  # went in 2025, as the nulls of the phone number below
        yield from (
            f"/phoneNumber/{name}" for name, value in captured(type)["phoneNumber"].items() if not value
        )
        yield "/phoneNumber/stripeSubscription"
    if "phoneNumber" in message and type != "assistant-request":
        # The captures of these types are of web calls.
        yield from ("/call/webCallUrl", "/call/transport", "/call/assistantOverrides/clientMessages")
        yield from ("/artifact/variables/transport", "/artifact/variableValues/transport")
        yield from ("/artifact/variables/call/transport/", "/artifact/variableValues/call/transport/")
    if message.get("call", {}).get("phoneCallProvider") not in (None, "vapi"):
        # The capture is of a call over SIP.
        yield from ("/call/phoneCallProviderDetails", "/call/transport", "/customer/sipUri", "/phoneNumber/")
        yield "/call/customer/sipUri"
    for assistant in ("assistant", "newAssistant"):
        if message.get(assistant, {}).get("voice", {}).get("provider") != "vapi":
            # Vapi's own voices have a version, and most others choose the language by themselves.
            yield from (f"/{assistant}/voice/version", f"/{assistant}/voice/language", "/costs/-/voice/model")
    entries = message.get("artifact", {}).get("messages", ())
    roles = {entry["role"] for entry in entries}
    if roles != {"system", "bot", "user", "tool_calls", "tool_call_result"}:
        yield from ("/artifact/messages/-/", "/messages/-/", "/artifact/messagesOpenAIFormatted/-/")
    if not message.get("artifact", {}).get("performanceMetrics", {}).get("turnLatencies", True):
        yield "/artifact/performanceMetrics"


@pytest.mark.parametrize("type", CAPTURED)
def test_no_property_of_a_capture_is_missing(type):
    """
    Each of 200 observed samples has every property that the capture of its type has, but for those listed.
    """
    wanted = set(places(captured(type)))

    missing = {
        place
        for message in observed(type)
        for place in wanted - set(places(message))
        if not place.startswith(tuple(left_out(type, message)))
    }

    assert missing == set()


@pytest.mark.parametrize("type", [each for each in CAPTURED if each != "assistant-request"])
def test_entries_of_a_dialogue_have_what_captured_ones_have(type):
    """Of each role there is all that every captured entry of the role has, in both ways to tell it."""

    def names(message):
        found = {}
        entries = (*message["artifact"]["messages"], *message["artifact"]["messagesOpenAIFormatted"])
        for entry in entries:
            kind = entry["role"], "tool_calls" in entry, "message" in entry
            found[kind] = found.get(kind, entry.keys()) & entry.keys()
        return found

    wanted = names(captured(type))
    for message in observed(type):
        for kind, having in names(message).items():
            assert wanted.get(kind, set()) <= having


@pytest.mark.parametrize("revision", CONTRACTS)
@pytest.mark.parametrize("detail", ["minimal", "typical", "rich"])
def test_no_observed_sample_is_violating(revision, detail):
    """All of them are conforming or disputed, whatever their type."""
    contract = CONTRACTS[revision]
    for type in contract.observed_types:
        for seed in range(many(12, 500)):
            message = sample(type, seed=seed, contract=contract, reading="observed", detail=detail)
            assert contract.standing(message) != "violating", (type, seed)


# --- The call


@pytest.mark.parametrize("type", CALLED)
def test_a_call_is_the_record_as_it_was_created(type):
    """It is queued or ringing, was not updated, and knows nothing of what came later."""
    for message in observed(type, count=40):
        call = message["call"]

        assert call["status"] == ("ringing" if type == "assistant-request" else "queued")
        assert call["updatedAt"] == call["createdAt"]
        assert call["cost"] == 0
        assert [call.get(name) for name in ("startedAt", "endedAt", "endedReason")] == [None] * 3
        assert {"endedAt", "startedAt"} & call.keys() == (
            {"endedAt", "startedAt"} if type == "assistant-request" else set()
        )


def test_an_assistant_request_has_the_nulls_of_captured_ones():
    """What is not decided yet is null, and there is neither an assistant nor an artifact."""
    undecided = {"assistantId", "squadId", "squad", "squadOverrides", "customerId", "startedAt", "endedAt"}
    for message in observed("assistant-request"):
        nulls = {name for name, value in message["call"].items() if value is None}

        assert nulls == undecided | {"destination"}
        assert message["call"]["type"] == "inboundPhoneCall"
        assert {"assistant", "artifact", "chat"} & message.keys() == set()


@pytest.mark.parametrize("type", CALLED)
def test_the_id_of_a_call_tells_when_it_was_created(type):
    """It is a UUID of version 7."""
    for message in observed(type, count=40):
        call = message["call"]

        assert UUID7.fullmatch(call["id"])
        assert int(call["id"].replace("-", "")[:12], 16) == milliseconds(call["createdAt"])


@pytest.mark.parametrize("type", DURING)
def test_call_assistant_and_artifact_are_there_during_a_call(type):
    """And there is no chat beside the call."""
    for message in observed(type, count=40):
        assert {"call", "assistant", "artifact", "timestamp"} <= message.keys()
        assert "chat" not in message
        assert isinstance(message["timestamp"], int)


@pytest.mark.parametrize(
    "type", [each for each in NEWEST.message_types if each.startswith(("session.", "chat."))]
)
def test_what_is_written_has_no_call(type):
    """Messages about sessions and chats are not about a call, and those about a chat have it."""
    for message in observed(type, count=60):
        assert {"call", "artifact"} & message.keys() == set()
        assert ("chat" in message) or not type.startswith("chat.")


@pytest.mark.parametrize("type", DURING)
def test_assistant_and_phone_number_are_stored_records(type):
    """They have ids and stamps, of the organisation that the call belongs to, from before the call."""
    for message in observed(type, count=40):
        for record in (message["assistant"], *filter(None, [message.get("phoneNumber")])):
            assert {"id", "orgId", "createdAt", "updatedAt"} <= record.keys()
            assert record["orgId"] == message["call"]["orgId"]
            assert record["createdAt"] < record["updatedAt"] < message["call"]["createdAt"]
        assert message["assistant"]["id"] == message["call"]["assistantId"]


def test_one_phone_is_in_all_parts_of_a_message():
    """A phone call has one customer, one number and one carrier; a web call has none of them."""
    kinds = set()
    for message in chain(observed("end-of-call-report"), observed("status-update")):
        call = message["call"]
        kinds.add((call["type"], call.get("phoneCallProvider")))
        if call["type"] == "webCall":
            assert {"phoneNumber", "customer"} & message.keys() == set()
            assert not [name for name in call if name.startswith("phone")]
            assert call["webCallUrl"] == call["transport"]["callUrl"]
            continue
        assert message["phoneNumber"]["id"] == call["phoneNumberId"]
        assert message["phoneNumber"]["provider"] == call["phoneCallProvider"]
        assert message["customer"] == call["customer"] == message["artifact"]["variables"]["customer"]
        assert message["customer"]["number"] != message["phoneNumber"]["number"]
        if call["phoneCallProvider"] == "twilio":
            assert re.fullmatch(r"CA[0-9a-f]{32}", call["phoneCallProviderId"])
            assert call["transport"]["callSid"] == call["phoneCallProviderId"]
    assert {("webCall", None), ("inboundPhoneCall", "twilio"), ("outboundPhoneCall", "vapi")} <= kinds


# --- The dialogue


@pytest.mark.parametrize("type", DURING)
def test_the_two_ways_to_tell_the_dialogue_are_twins(type):
    """Entry by entry they tell the same; only of a call that is pending there is one entry more."""
    roles = {"system": "system", "bot": "assistant", "user": "user"}
    for message in observed(type, count=40):
        told, formatted = message["artifact"]["messages"], message["artifact"]["messagesOpenAIFormatted"]
        for one, other in zip(told, formatted, strict=False):
            if one["role"] in roles:
                assert other == {"role": roles[one["role"]], "content": one["message"]}
            elif one["role"] == "tool_calls":
                assert other == {"role": "assistant", "tool_calls": one["toolCalls"]}
            else:
                assert (other["tool_call_id"], other["content"]) == (one["toolCallId"], one["result"])
        more = formatted[len(told) :]
        assert all(one["role"] == "tool" for one in more)
        assert bool(more) == (type == "tool-calls")
        assert message["assistant"]["model"]["messages"][0]["content"] == told[0]["message"]


def test_words_of_the_user_are_timed_and_weighed():
    """They are those that were said, between the beginning and the end of the entry."""
    for message in observed("end-of-call-report", count=40):
        for entry in message["artifact"]["messages"]:
            if entry["role"] != "user":
                assert "metadata" not in entry
                continue
            words = entry["metadata"]["wordLevelConfidence"]
            assert " ".join(word["punctuated_word"] for word in words) == entry["message"]
            assert words[0]["start"] == entry["secondsFromStart"]
            assert abs(words[-1]["end"] - entry["secondsFromStart"] - entry["duration"] / 1000) < 0.002
            assert all(0 < word["confidence"] <= 1 for word in words)


def test_variables_are_there_twice():
    """`variables` and `variableValues` tell the same, about the same call."""
    for message in chain.from_iterable(observed(type, count=20) for type in DURING):
        artifact = message["artifact"]
        assert artifact["variables"] == artifact["variableValues"]
        assert artifact["variables"]["call"]["id"] == message["call"]["id"]
        assert artifact["variables"]["transport"] == message["call"]["transport"]


def test_what_is_called_is_the_same_wherever_it_is_told():
    """The twins and the tools have arguments as objects, and the dialogue ends with them as text."""
    counts = set()
    for message in observed("tool-calls"):
        calls = message["toolCallList"]
        counts.add(len(calls))
        assert message["toolCalls"] == calls
        assert [each["toolCall"] for each in message["toolWithToolCallList"]] == calls
        assert [each["function"]["name"] for each in message["toolWithToolCallList"]] == [
            call["function"]["name"] for call in calls
        ]
        last = message["artifact"]["messages"][-1]["toolCalls"]
        for call, text in zip(calls, last, strict=True):
            assert call["id"] == text["id"]
            assert call["function"]["arguments"] == json.loads(text["function"]["arguments"])
            assert "isPrecededByText" in call
    assert counts == {1, 2}


def test_flat_calls_are_those_of_an_observed_message():
    """Only the calls have another form: that of the documentation, with either name of the arguments."""
    plain = sample("tool-calls", seed=3, reading="observed")

    flat = list(flat_tool_calls(seed=3))

    for message, name in zip(flat, ("arguments", "parameters"), strict=True):
        for call, entry in zip(plain["toolCallList"], message["toolCallList"], strict=True):
            assert entry == {
                "id": call["id"],
                "name": call["function"]["name"],
                name: call["function"]["arguments"],
            }
        assert message["toolCalls"] == message["toolCallList"]
        assert [each["toolCall"] for each in message["toolWithToolCallList"]] == message["toolCallList"]
        assert message["artifact"] == plain["artifact"]


def test_there_is_no_flat_call_without_the_type():
    """A contract that does not know tool calls gets none."""
    assert list(flat_tool_calls(contract=small(True))) == []


# --- The report


def test_a_report_has_nine_properties_that_agree_with_the_artifact():
    """No schema declares them, and handlers rely on them."""
    for message in observed("end-of-call-report"):
        artifact = message["artifact"]
        assert message.keys() >= NINE
        for name in ("transcript", "messages", "recordingUrl", "stereoRecordingUrl"):
            assert message[name] == artifact[name]
        assert message["summary"] == message["analysis"]["summary"]
        assert message["cost"] == message["costBreakdown"]["total"]
        assert abs(sum(each["cost"] for each in message["costs"]) - message["cost"]) < 0.0001
        recording = rf"https://storage\.vapi\.ai/{message['call']['id']}-\d{{13}}-[0-9a-f-]{{36}}-mono\.wav"
        assert re.fullmatch(recording, message["recordingUrl"])


def test_a_report_has_one_clock():
    """Its stamps, its length and the times of its dialogue are those of one call."""
    for seed, message in enumerate(observed("end-of-call-report")):
        started, ended = (milliseconds(message[name]) for name in ("startedAt", "endedAt"))
        assert milliseconds(message["call"]["createdAt"]) < started < ended < message["timestamp"], seed
        assert message["durationMs"] == ended - started
        assert message["durationSeconds"] == message["durationMs"] / 1000
        assert message["durationMinutes"] == round(message["durationMs"] / 60_000, 4)
        for entry in message["messages"]:
            assert started <= entry["time"] <= entry.get("endTime", entry["time"]) <= ended
            assert entry["secondsFromStart"] == (entry["time"] - started) / 1000


def test_a_status_agrees_with_the_dialogue():
    """A call that is over tells why; one that nobody has spoken in has its prompt alone."""
    statuses = set()
    for message in observed("status-update"):
        statuses.add(message["status"])
        assert ("endedReason" in message) == (message["status"] == "ended")
        if message["status"] in ("in-progress", "ringing", "queued"):
            assert [entry["role"] for entry in message["artifact"]["messages"]] == ["system"]
    assert statuses == {"in-progress", "ended", "forwarding", "ringing", "queued"}


def test_what_is_said_is_in_the_dialogue():
    """A transcript is of the last words of its speaker, who is named if it is the assistant."""
    roles = {"user": "user", "assistant": "bot"}
    for message in observed("transcript"):
        spoken = [
            e["message"] for e in message["artifact"]["messages"] if e["role"] == roles[message["role"]]
        ]
        assert message["transcript"] == spoken[-1]
        assert message.get("assistantId") in (None, message["assistant"]["id"])
        assert ("assistantId" in message) == (message["role"] == "assistant")


# --- Sizes

SIZES = {  # bytes without blanks, of 200 messages: the least and the most of each detail
    "status-update": ((4_000, 6_500), (5_000, 9_000), (5_000, 9_000)),
    "speech-update": ((8_000, 12_500), (9_500, 15_500), (12_500, 18_500)),
    "tool-calls": ((8_000, 13_000), (11_000, 19_500), (14_500, 21_500)),
    "end-of-call-report": ((9_000, 16_000), (28_000, 91_000), (102_400, 130_000)),
}


@pytest.mark.parametrize("type", SIZES)
def test_observed_samples_have_the_sizes_of_captured_bodies(type):
    """From a few KB to more than the 100 KB at which many servers stop reading."""
    for detail, (least, most) in zip(("minimal", "typical", "rich"), SIZES[type], strict=True):
        sizes = [
            len(json.dumps({"message": each}, separators=(",", ":")).encode())
            for each in observed(type, detail, many(60, 200))
        ]

        assert least < min(sizes)
        assert max(sizes) < most


def test_there_is_one_message_of_each_size():
    """They are the observed samples of each detail, from the smallest on."""
    messages = list(observed_sizes("end-of-call-report", seed=4))

    assert [len(json.dumps(each)) for each in messages] == sorted(len(json.dumps(each)) for each in messages)
    assert messages[-1] == sample("end-of-call-report", seed=4, reading="observed", detail="rich")


# --- Other contracts

CALL = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}


def test_what_a_contract_forbids_is_left_as_it_is_drawn():
    """Where a record has another shape than production's, the schema is followed."""
    closed = {
        "properties": {
            "type": {"enum": ["hang"]},
            "call": {**CALL, "properties": {"id": {"type": "integer"}}},
            "assistant": {"type": "object", "properties": {"name": {"type": "string"}}},
            "timestamp": {"type": "integer"},
        },
        "required": ["type", "call"],
        "additionalProperties": False,
    }
    contract = one_type("hang", closed)

    messages = [sample("hang", seed=seed, contract=contract, reading="observed") for seed in range(30)]

    assert {contract.standing(each) for each in messages} == {"conforming"}
    assert all("id" in each["assistant"] and isinstance(each["call"]["id"], int) for each in messages)
    assert not any("phoneNumber" in each for each in messages)


def one_type(name, schema):
    """A contract with one message type."""
    made = small(True)
    return Contract(replace(made.bundle, messages={name: {"type": "object", **schema}}))


def test_all_that_a_call_decides_is_allowed_by_the_shipped_contracts():
    """Nothing that production adds is lost because a schema would refuse it."""
    for contract in CONTRACTS.values():
        known = dressing(contract, "end-of-call-report").decided
        assert known >= NINE | {"call", "assistant", "artifact", "phoneNumber", "customer", "timestamp"}
        assert "toolCallList" in dressing(contract, "tool-calls").decided
        assert "call" in dressing(contract, "assistant-request").decided
