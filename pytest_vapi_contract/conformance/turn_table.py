"""A conversation that went wrong, as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..delivery import Exchange
from ..delivery.masking import Masks, said_line
from ..json_paths import Object
from .turn_play import ReadEvent, TurnFault

WIDEST = 24  #: Characters of a text that are shown; of a longer one, its end.
LONGEST = 2_000
MOST_ROWS = 20
HEADINGS = ("time", "event", "turn", "text", "expected", "read")


def told(fault: TurnFault, name: str, masks: Masks) -> str:
    """Return a fault as it is told: what is wrong, the conversation, and what is expected."""
    rows = [_row(step, fault, masks) for step in fault.steps[-MOST_ROWS:]]
    left_out = len(fault.steps) - len(rows)
    lines = [*([f"… ({left_out} earlier events)"] if left_out else []), *_table([HEADINGS, *rows])]
    table = "\n".join(f"  {line}".rstrip() for line in lines)
    return f"{name} {_title(fault, masks)}\n\n{table}\n\n  {_note(fault)}"


def _title(fault: TurnFault, masks: Masks) -> str:
    if fault.refused is not None:
        message = fault.steps[-1].event.message
        without = "" if "turnId" in message else " without a `turnId`"
        return f"does not accept a {message['type']} message{without}: {came(fault.refused, masks)}"
    if fault.interrupted:
        return f"keeps text of {fault.turn}, which was interrupted"
    return f"has the wrong text for {fault.turn}"


def _note(fault: TurnFault) -> str:
    if fault.refused is not None:
        return "Expected: a 2xx reply, or a function that returns."
    if fault.interrupted:
        return f"The user interrupted {fault.turn}: discard its text, and the tokens that arrive later."
    return (
        "The text of a turn is each `output` that is a string and has its `turnId`, in the order of arrival. "
        f"expected and read: the text of {fault.turn} after the event."
    )


def came(exchange: Exchange, masks: Masks) -> str:
    """Return what came back, in a few words."""
    status = exchange.reply.status if exchange.reply else None
    told = [f"{status}"] if status is not None else []
    if exchange.crash is not None:
        told.append(said_line(str(exchange.crash), masks))
    if exchange.timed_out:
        told.append("no reply in time")
    if exchange.fault:
        told.append(said_line(exchange.fault, masks))
    return ": ".join(told) or "no reply"


def _row(step: ReadEvent, fault: TurnFault, masks: Masks) -> tuple[str, ...]:
    message, turn = step.event.message, fault.turn
    if fault.refused is not None:
        turn = message.get("turnId")
    last = fault.refused is not None and step is fault.steps[-1]
    return (
        f"{step.event.at:.2f}",
        str(message["type"]),
        message.get("turnId", "none"),
        _text(message, masks),
        "accepted" if last else cell(step.expected[turn], masks) if turn and turn in step.expected else "",
        "refused" if last else cell(step.read[turn], masks) if turn and turn in step.read else "",
    )


def _text(message: Object, masks: Masks) -> str:
    output = message.get("output")
    if isinstance(output, str):
        return cell(output, masks)
    return "" if output is None else "(tool calls)" if isinstance(output, list) else "(object)"


def cell(text: str, masks: Masks) -> str:
    """Return a text in quotes, on one line, without secrets; of a long one, its end."""
    line = said_line(text, masks, most=LONGEST)
    line = "".join(f"\\u{ord(char):04x}" if unicodedata.combining(char) else char for char in line)
    return f'"{line}"' if len(line) <= WIDEST else f'"…{line[-WIDEST + 1 :]}"'


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
