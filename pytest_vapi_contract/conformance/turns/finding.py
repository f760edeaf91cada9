"""A conversation that went wrong as a finding, and the case that stands for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from ...cases.case import Case
from ...checks.check import Flaw
from ...checks.turns import TOKENS, Turns
from ...conversations import Event
from ...delivery import hide
from ...findings import Finding
from ...findings.conversation import ConversationRow, cell
from ...findings.severity import IF_RETRIED
from ...json_paths import Object
from ...masking.mask import Masks
from ...wire_envelope import envelope
from .accepted_texts import timestamp_of
from .conversations import TurnConversation
from .play import ReadEvent, TurnFault

SUBJECT = "the text of a turn"


def finding_of(fault: TurnFault, check: Turns, masks: Masks) -> Finding:
    """Return the finding about a conversation that went wrong."""
    rows = tuple(_row(step, fault, masks) for step in fault.steps)
    subject = str(fault.steps[-1].event.message["type"]) if fault.turn is None else SUBJECT
    flaw = _flaw(fault, check, masks)
    if fault.is_note(is_retried=check.is_retried):
        flaw = replace(flaw, severity="note", hint=f"{flaw.hint} {IF_RETRIED}".strip())
    found = check.told(case_of(fault.conversation), fault.exchange, flaw, subject, rows)
    return replace(found, sent=f"{found.sent}; {fault.reservation}") if fault.reservation else found


def case_of(conversation: TurnConversation) -> Case:
    """Return the case that stands for a conversation: the last message, with the ones before it."""
    *before, last = [envelope(event.message) for event in conversation.events]
    schedule = conversation.schedule
    return Case(
        id=schedule.id if schedule else "turns",
        type=TOKENS,
        body=last,
        before=tuple(before),
        category="turns",
        family=schedule,
    )


def conversation_of(case: Case) -> TurnConversation:
    """Return the conversation that a case stands for."""
    messages: list[Object] = [body["message"] for body in (*case.before, case.body)]
    start = timestamp_of(messages[0])
    times = accumulate((max(0.0, timestamp_of(message) - start) for message in messages), max)
    events = (Event(at / 1000, message) for at, message in zip(times, messages, strict=True))
    return TurnConversation(tuple(events), case.family)


def _flaw(fault: TurnFault, check: Turns, masks: Masks) -> Flaw:
    if fault.turn is None:
        usual = check.flaw(case_of(fault.conversation), fault.exchange, None)
        assert usual is not None
        return usual
    expected = f"{cell(fault.steps[-1].expected.get(fault.turn, ''))} as the text of {fault.turn}"
    if fault.failure is not None:
        return Flaw(
            verdict="cannot be read any more",
            mark=("turn", "unreadable", fault.failure.why),
            noted=hide(f"`read` does not work: {fault.failure.why}", masks),
            expected=expected,
            hint="`read` worked before these messages: see what they leave behind.",
        )
    assert fault.symptom is not None
    read = hide(fault.steps[-1].read.get(fault.turn, ""), masks)
    return Flaw(
        verdict=fault.symptom.verdict,
        mark=("turn", fault.symptom.happened, fault.symptom.name),
        noted=f"the text of {fault.turn} is {cell(read)}",
        expected=expected,
        hint=fault.symptom.hint,
    )


def _row(step: ReadEvent, fault: TurnFault, masks: Masks) -> ConversationRow:
    message, is_last = step.event.message, step is fault.steps[-1]
    turn = message.get("turnId")
    shown = turn if fault.turn is None else fault.turn
    read = step.read.get(shown) if shown else None
    return ConversationRow(
        time=step.event.at,
        event=str(message["type"]),
        turn=turn,
        text=_said(message),
        expected=step.expected.get(shown) if shown else None,
        read=None if read is None else hide(read, masks),
        outcome=_outcome(fault) if is_last else "",
    )


def _outcome(fault: TurnFault) -> str:
    """Return what is in the place of a text in the last row, if there is none."""
    if fault.turn is None:
        return "not accepted"
    return "" if fault.failure is None else "cannot be read"


def _said(message: Object) -> str | None:
    """Return what a message says; what is not text is named."""
    if message["type"] == "model-output":
        output = message.get("output")
        return output if isinstance(output, str) else None
    said = message.get("transcript") or message.get("input")
    return said if isinstance(said, str) else None
