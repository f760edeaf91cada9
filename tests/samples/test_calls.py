"""Calls are of one piece: what Vapi would send, in the order in which it sends it."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pytest_vapi_contract import Contract, samples
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.conversations.plan import SCENARIOS
from pytest_vapi_contract.conversations.speech import without_markup
from pytest_vapi_contract.errors import BadOption, NoTools
from tests.depth import many
from tests.samples.call_order import count_up, silences_before_hang, speeches, turn_numbers, unvoiced

CAPTURED = Path(__file__).parent.parent / "captures" / "events-of-a-call-2026-08.json"
CONTRACTS = {revision: shipped(revision) for revision in Contract.revisions()}
SPOKEN = [scenario for scenario in SCENARIOS if scenario != "chat"]
COUNT = many(5, 100)
KINDS = {"inbound": "inboundPhoneCall", "outbound": "outboundPhoneCall", "web": "webCall"}
#: A speech of the assistant that the user cuts short, before or after a word of it was heard.
CUT_SHORT = {"SX", "SXFC", "SPX", "SPXFC"}


@cache
def calls(scenario):
    """Calls of a scenario, made once for all tests."""
    return tuple(samples.call(seed, scenario, turns=2 + seed % 4) for seed in range(COUNT))


def timed(call):
    """The events of a call as pairs of a time and a message."""
    return [(event.at, event.message) for event in call.events]


@cache
def captured():
    """The events of the captured call, as such pairs."""
    return [(each["at_s"], each["event"]) for each in json.loads(CAPTURED.read_text(encoding="utf-8"))]


def said_in(call):
    """What was said in a call, by its final transcripts."""
    labels = {"assistant": "AI", "user": "User"}
    finals = [m for m in call.messages if m["type"] == "transcript" and m["transcriptType"] == "final"]
    return "".join(f"{labels[message['role']]}: {message['transcript']}\n" for message in finals)


def report_of(call):
    """The report of a call."""
    (report,) = [message for message in call.messages if message["type"] == "end-of-call-report"]
    return report


# --- The contract


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_message_of_a_call_is_violating(scenario):
    """Each is conforming or disputed, as what production sends."""
    contract = CONTRACTS[Contract.revisions()[-1]]
    for call in calls(scenario):
        for message in call.messages:
            assert contract.standing(message) != "violating", message["type"]


@pytest.mark.parametrize("revision", CONTRACTS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_published_shapes_conform(revision, scenario):
    """With `reading="every"`, every message of a call is valid whoever reads the schema."""
    contract = CONTRACTS[revision]
    for seed in range(many(2, 100)):
        for message in samples.call(seed, scenario, contract=contract, reading="every").messages:
            assert contract.standing(message) == "conforming", message["type"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_earlier_revision_gets_the_types_that_it_knows(scenario):
    """What it does not know is left out, and the rest is not violating."""
    revision = Contract.revisions()[0]
    contract = CONTRACTS[revision]
    for seed in range(many(1, 20)):
        call = samples.call(seed, scenario, contract=contract)

        assert {message["type"] for message in call.messages} <= set(contract.observed_types)
        assert {contract.standing(message) for message in call.messages} <= {"conforming", "disputed"}


# --- One call in all of its messages


@pytest.mark.parametrize("scenario", SPOKEN)
def test_one_call_is_in_all_messages(scenario):
    """With one id, of one kind, in one organisation, with one assistant and one phone."""
    for call in calls(scenario):
        for name, path in {
            "id": ("call", "id"),
            "kind": ("call", "type"),
            "assistant": ("assistant", "id"),
            "phone": ("phoneNumber", "number"),
            "customer": ("customer", "number"),
            "owner": ("phoneNumber", "orgId"),
        }.items():
            record, part = path
            found = {message[record][part] for message in call.messages if record in message}
            assert len(found) == (0 if scenario == "web" and record in ("phoneNumber", "customer") else 1), (
                name
            )
        assert {message["call"]["id"] for message in call.messages} == {call.id}
        assert {message["call"]["type"] for message in call.messages} == {KINDS[scenario]}


def test_a_web_call_has_no_phone():
    """Neither its own messages nor the record of the call tell of one."""
    for call in calls("web"):
        for message in call.messages:
            assert not [name for name in message["call"] if "hone" in name]
            assert not {"phoneNumber", "customer"} & message.keys()


def test_a_chat_has_a_session_and_no_call():
    """There is one session, and a new chat for each answer."""
    for call in calls("chat"):
        assert call.id is None
        assert not [
            message for message in call.messages if {"call", "artifact", "phoneNumber"} & message.keys()
        ]
        sessions = {message["session"]["id"] for message in call.messages if "session" in message}
        chats = [message["chat"] for message in call.messages if message["type"] == "chat.created"]
        assert len(sessions) == 1
        assert {chat["sessionId"] for chat in chats} == sessions
        assert len({chat["id"] for chat in chats}) == len(chats) == len(call.turns)
        assert [chat["output"][0]["content"] for chat in chats] == [
            without_markup(t.text) for t in call.turns
        ]
        assert [chat["previousChatId"] for chat in chats[1:]] == [chat["id"] for chat in chats[:-1]]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_there_is_one_clock(scenario):
    """Times never go back, and a timestamp is the start of the call and the time of the event."""
    for call in calls(scenario):
        starts = {event.message["timestamp"] - round(event.at * 1000) for event in call.events}

        assert len(starts) == 1
        assert all(earlier.at <= later.at for earlier, later in pairwise(call.events))


# --- What is said


@pytest.mark.parametrize("scenario", SPOKEN)
def test_what_the_report_says_was_said_is_what_was_said(scenario):
    """Its transcript is made of the final transcripts, its artifact of the same, and so is its length."""
    for call in calls(scenario):
        report = report_of(call)

        assert report["transcript"] == report["artifact"]["transcript"] == said_in(call)
        ended = next(event for event in call.events if event.message.get("status") == "ended")
        started = next(event for event in call.events if event.message.get("status") == "in-progress")
        assert report["durationMs"] == round((ended.at - started.at) * 1000)
        assert report["endedReason"] == ended.message["endedReason"]


@pytest.mark.parametrize("scenario", SPOKEN)
def test_what_a_turn_says_is_spoken(scenario):
    """The text of a turn is in the transcript; nothing is left of an interrupted one."""
    interrupted = 0
    for call in calls(scenario):
        transcript = report_of(call)["transcript"]
        for turn in call.turns:
            interrupted += turn.interrupted
            assert call.text(turn.id) == turn.text
            assert (turn.text == "") == turn.interrupted or not turn.text.strip()
            assert " ".join(without_markup(turn.text).split()) in transcript
    assert interrupted == COUNT


@pytest.mark.parametrize("scenario", SPOKEN)
def test_a_dialogue_grows(scenario):
    """Each artifact begins with what the one before it had."""
    for call in calls(scenario):
        statuses = [message.get("status") for message in call.messages]
        during = call.messages[statuses.index("in-progress") :]
        told = [message["artifact"]["messages"] for message in during if "artifact" in message]

        assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(told))


def test_tools_are_called_as_the_stream_tells():
    """The list in the stream has the ids, names and arguments of the message that follows it."""
    called = 0
    for call in calls("inbound"):
        outputs = [m["output"] for m in call.messages if isinstance(m.get("output"), list)]
        requests = [m["toolCallList"] for m in call.messages if m["type"] == "tool-calls"]
        for output, request in zip(outputs, requests, strict=True):
            called += 1
            told = [
                (one["id"], one["function"]["name"], json.loads(one["function"]["arguments"]))
                for one in output
            ]
            asked = [(one["id"], one["function"]["name"], one["function"]["arguments"]) for one in request]
            assert told == asked
    assert called


# --- The order of events, which is that of the captured call


def test_the_captured_call_has_an_order():
    """The next tests compare with it."""
    assert set(speeches(captured(), "user")) == {"SPCFX"}
    assert set(speeches(captured(), "assistant")) == {"SPXFC"}
    assert turn_numbers(captured())[0] == 0
    assert count_up(turn_numbers(captured()))
    assert unvoiced(captured()) == []
    assert all(3 < silence < 5 for silence in silences_before_hang(captured()))


@pytest.mark.parametrize("scenario", SPOKEN)
def test_speech_has_the_order_of_the_captured_call(scenario):
    """
    A final transcript and the conversation update are where they are in the captured call.

    The user's come before the end of speech, the assistant's after it; only who is interrupted may leave out
    a part of it.
    """
    for call in calls(scenario):
        assert set(speeches(timed(call), "user")) == set(speeches(captured(), "user"))
        found = set(speeches(timed(call), "assistant"))
        assert found - set(speeches(captured(), "assistant")) <= CUT_SHORT


@pytest.mark.parametrize("scenario", SPOKEN)
def test_turns_outputs_and_silences_are_as_in_the_captured_call(scenario):
    """Turns count up from 0, words go to the voice at once, and `hang` comes after seconds of silence."""
    for call in calls(scenario):
        events = timed(call)

        assert turn_numbers(events)[0] == 0
        assert count_up(turn_numbers(events))
        late = {id(m) for turn in call.turns if turn.interrupted for m in turn.messages}
        streamed = [(at, m) for at, m in events if id(m) not in late]
        assert not [o for o in unvoiced(streamed) if isinstance(o, str) and without_markup(o).strip()]
        assert all(3 < silence < 5 for silence in silences_before_hang(events))


@pytest.mark.parametrize("scenario", SPOKEN)
def test_transcripts_repeat_what_was_heard_so_far(scenario):
    """As in the captured call, a partial transcript is longer than the one before it."""

    def partials_grow(events):
        heard = [m for _, m in events if m["type"] == "transcript"]
        return all(
            len(later["transcript"]) >= len(earlier["transcript"]) - 2
            for earlier, later in pairwise(heard)
            if earlier["transcriptType"] == "partial" and earlier["role"] == later["role"]
        )

    assert partials_grow(captured())
    assert all(partials_grow(timed(call)) for call in calls(scenario))


# --- The arguments


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_has_the_turns_that_are_asked_for(scenario):
    """As many as that, and as many interruptions, but in a chat."""
    for turns, interruptions in ((0, 0), (1, 1), (4, 0), (5, 3), (6, 6)):
        call = samples.call(2, scenario, turns=turns, interruptions=interruptions)

        assert len(call.turns) == turns
        wanted = 0 if scenario == "chat" else interruptions
        assert sum(turn.interrupted for turn in call.turns) == wanted


def test_a_call_is_the_same_for_the_same_arguments():
    """And another one for another seed."""
    assert samples.call(4) == samples.call(4)
    assert samples.call(4).id != samples.call(5).id


def test_the_users_tools_are_called():
    """By their names, with arguments that fit their parameters."""
    parameters = {"type": "object", "properties": {"city": {"type": "string", "enum": ["Oslo"]}}}
    tool = {"type": "function", "function": {"name": "weather", "parameters": parameters}}

    call = samples.call(0, turns=4, tools=[tool])

    (first, *_) = [m["toolCallList"] for m in call.messages if m["type"] == "tool-calls"]
    assert [each["function"] for each in first] == [{"name": "weather", "arguments": {"city": "Oslo"}}]


def test_no_tools_no_calls():
    """With an empty list none is called."""
    assert "tool-calls" not in {message["type"] for message in samples.call(0, turns=6, tools=[]).messages}


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"scenario": "webb"}, "scenario='webb' cannot be used. Did you mean 'web'?"),
        ({"turns": -1}, "turns=-1 cannot be used. It must be a number from 0 to 100."),
        (
            {"turns": 2, "interruptions": 3},
            "interruptions=3 cannot be used. It must be from 0 to the number of turns, 2.",
        ),
        ({"tools": [{"type": "dtmf"}]}, "has no function tools: its tools are of other types (dtmf)"),
    ],
)
def test_an_argument_that_cannot_be_used_is_an_error(wrong, text):
    """It says which, and what can be used."""
    with pytest.raises((BadOption, NoTools)) as caught:
        samples.call(0, **wrong)

    assert text in str(caught.value)


# --- Turns


@pytest.mark.parametrize("interrupted", [False, True])
def test_a_turn_is_that_of_one_response(interrupted):
    """Its messages share its id; what is left of its text is all of it, or nothing."""
    for seed in range(many(20, 200)):
        turn = samples.turn(seed, interrupted=interrupted)

        assert {message["turnId"] for message in turn.messages} == {turn.id}
        assert turn.interrupted == interrupted
        tokens = [m["output"] for m in turn.messages if m["type"] == "model-output"]
        assert turn.text == ("" if interrupted else "".join(tokens))
        assert tokens


def test_a_turn_in_the_published_shape_has_no_text():
    """Its outputs are objects."""
    turn = samples.turn(3, reading="every")

    assert {type(message["output"]) for message in turn.messages} == {dict}
    assert turn.text == ""
