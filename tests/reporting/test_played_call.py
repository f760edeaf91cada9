"""A played call as lines: what is said of an event, what is cut, and what is told once."""

from io import StringIO

import pytest
from rich.console import Console

from pytest_vapi_contract import Exchange, Reply
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.conformance.call_player import PlayedEvent
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.reporting.played_call import CallCounts, CallTable, json_of, line_of, said_in

CALLS = [{"id": "call_1", "type": "function", "function": {"name": "book", "arguments": '{"day": 1}'}}]


def an_event(message, *, status=200, wrong=None, detail="", masks=()):
    """An event that was answered within 12 ms."""
    case = Case(id="call", type=message["type"], body={"message": message}, category="observed")
    exchange = Exchange(request=Request(masks=masks), reply=Reply(status=status), seconds=0.012)
    return PlayedEvent(at=1.5, case=case, exchange=exchange, wrong=wrong, detail=detail)


def shown(*events, **options):
    """What a table prints of events."""
    out = StringIO()
    table = CallTable(console=Console(file=out, color_system=None, highlight=False, **options))
    for event in events:
        table.show(event)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"type": "model-output", "output": " hello"}, " hello"),
        ({"type": "model-output", "output": CALLS}, 'book({"day": 1})'),
        ({"type": "model-output", "output": {}}, ""),
        ({"type": "tool-calls", "toolCallList": CALLS}, 'book({"day": 1})'),
        (
            {"type": "transcript", "role": "user", "transcriptType": "partial", "transcript": "so"},
            "user: so …",
        ),
        (
            {"type": "transcript", "role": "user", "transcriptType": "final", "transcript": "so."},
            "user: so.",
        ),
        ({"type": "status-update", "status": "ended", "endedReason": "silence"}, "ended, silence"),
        ({"type": "conversation-update", "conversation": [1, 2]}, "2 messages so far"),
        ({"type": "hang"}, ""),
    ],
)
def test_an_event_says_what_is_special_about_it(message, said):
    """Words that were spoken, tools that are called, or what has happened."""
    assert said_in(message) == said


def test_a_line_has_time_event_status_reply_and_words():
    """A wrong one begins with an exclamation mark."""
    message = {"type": "voice-input", "input": "Hello"}

    fine, wrong = line_of(an_event(message)), line_of(an_event(message, wrong="refused", status=500))

    assert fine.split() == ["1.500", "voice-input", "200", "12", "ms", "Hello"]
    assert wrong.split() == ["!", "1.500", "voice-input", "500", "12", "ms", "Hello"]


def test_words_are_cut_on_a_terminal_only():
    """A terminal has one line for an event; in a pipe nothing is lost."""
    event = an_event({"type": "voice-input", "input": "Hello " * 50})

    assert len(shown(event, width=80, force_terminal=True)[0]) == 80
    assert shown(event, width=80)[0].count("Hello") == 50


def test_a_fault_is_told_where_it_is_first_seen():
    """The second event with the same status has a mark, and no second explanation."""
    refused = an_event({"type": "hang"}, status=401, wrong="refused", detail="401 in 12 ms")

    lines = shown(refused, refused)

    assert [line for line in lines if line.startswith("  refused")] == ["  refused: 401 in 12 ms"]
    assert sum(line.startswith("!") for line in lines) == 2


def test_what_would_steer_a_terminal_or_tell_a_secret_is_not_shown():
    """An assistant that the handler describes can say anything, also what must not be shown."""
    message = {"type": "voice-input", "input": "\x1b[2J hunter2-hunter2"}
    event = an_event(message, masks=(("hunter2-hunter2", "$VAPI_SECRET"),))

    for text in (line_of(event), json_of(event)["said"]):
        assert "\x1b" not in text
        assert "hunter2" not in text


def test_the_summary_counts_each_fault():
    """Events, each kind of fault, the length of the call, and what it took."""
    counts = CallCounts()

    for wrong in (None, "late", "refused", "refused"):
        counts.add(an_event({"type": "hang"}, wrong=wrong))

    assert counts.summary(0.25) == (
        "4 events: 2 refused, 1 late, 0 unreadable. A call of 1.5 s, played in 250 ms."
    )
