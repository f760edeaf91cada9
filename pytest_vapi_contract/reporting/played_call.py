"""A call while it is played: a line for each event, what is wrong with the replies, and a summary."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.text import Text

from ..conformance.call_player import PlayedEvent, Wrong
from ..findings.fingerprint import Cause, cause_of
from ..json_paths import Object, is_list, is_object
from ..masking.mask import said_line
from ..report_formats.lines import duration
from .terminal import hint_of

#: Columns of a line, but for the last one; the longest event is `assistant.speechStarted`.
HEAD = "  {time:>7}  {event:23}  {status:>6}  {took:>7}  "
TITLES = HEAD.format(time="time", event="event", status="status", took="reply") + "said"
WRONG: tuple[Wrong, ...] = ("refused", "late", "unreadable")


@dataclass(kw_only=True, slots=True)
class CallCounts:
    """How many events there were, how many replies were wrong, and how long the call is, in seconds."""

    events: int = 0
    length: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter[str])

    def add(self, played: PlayedEvent) -> None:
        """Count an event."""
        self.events += 1
        self.length = played.at
        if played.wrong:
            self.wrong[played.wrong] += 1

    def summary(self, seconds: float) -> str:
        """Tell the numbers in one line; `seconds` is what it took to play the call."""
        replies = ", ".join(f"{self.wrong[each]} {each}" for each in WRONG)
        length, took = duration(self.length), duration(seconds)
        return f"{self.events} events: {replies}. A call of {length}, played in {took}."


@dataclass(kw_only=True, slots=True)
class CallTable:
    """Prints the events of a call; what is wrong is told in full where it is first seen."""

    console: Console
    routes: Sequence[str] = ()  #: The paths at which the handler takes a POST, as far as they are known.
    _told: set[tuple[str | None, Cause, str]] = field(default_factory=set[Any], init=False)

    def begin(self) -> None:
        """Print the titles of the columns."""
        self._print(TITLES, "bold")

    def show(self, played: PlayedEvent) -> None:
        """Print an event."""
        self._print(self._cut(line_of(played)), "red" if played.wrong else "")
        fault = (
            played.wrong,
            cause_of(played.exchange),
            "" if played.wrong in ("refused", "late") else played.case.type,
        )
        if not played.detail or fault in self._told:
            return
        self._told.add(fault)
        self._print(f"  {played.wrong or 'note'}: {played.detail}", "red" if played.wrong else "blue")
        hint = hint_of(played.case, played.exchange, self.routes)
        if hint:
            self._print(f"  hint: {hint}", "yellow")

    def _cut(self, line: str) -> str:
        width = self.console.width
        return line if not self.console.is_terminal or len(line) <= width else f"{line[: width - 1]}…"

    def _print(self, line: str, style: str) -> None:
        self.console.print(Text(line, style=style), soft_wrap=True)


def line_of(played: PlayedEvent) -> str:
    """The line of an event; one with a wrong reply begins with an exclamation mark."""
    took = duration(played.exchange.seconds)
    head = HEAD.format(time=f"{played.at:.3f}", event=played.case.type, status=status_of(played), took=took)
    line = head + said_line(said_in(played.case.message), played.exchange.request.masks)
    return (f"!{line[1:]}" if played.wrong else line).rstrip()


def json_of(played: PlayedEvent) -> Object:
    """The JSON object of an event."""
    status = played.exchange.reply.status if played.exchange.reply else None
    return {
        "at": played.at,
        "event": played.case.type,
        "said": said_line(said_in(played.case.message), played.exchange.request.masks),
        "status": status,
        "milliseconds": round(played.exchange.seconds * 1000, 3),
        "wrong": played.wrong,
        "detail": played.detail or None,
    }


def status_of(played: PlayedEvent) -> str:
    """The status; in its place that there is no reply, or that a function returned."""
    exchange = played.exchange
    if exchange.reply is None:
        return "raised" if exchange.crash else "late" if exchange.timed_out else "-"
    return "return" if exchange.reply.status is None else str(exchange.reply.status)


def said_in(message: Object) -> str:
    """What a message says: words that were spoken, tools that are called, or what has happened."""
    teller = TELLERS.get(message["type"])
    return teller(message) if teller else ""


def _output(message: Object) -> str:
    output = message.get("output")
    return output if isinstance(output, str) else _tools(output)


def _tools(calls: Any) -> str:
    """The tools that are called, with their arguments."""
    inner = [call["function"] for call in calls if is_object(call)] if is_list(calls) else []
    return ", ".join(f"{each.get('name')}({each.get('arguments')})" for each in inner)


def _transcript(message: Object) -> str:
    more = "" if message.get("transcriptType") == "final" else " …"
    return f"{message.get('role')}: {message.get('transcript')}{more}"


def _status(message: Object) -> str:
    return ", ".join(str(message[name]) for name in ("status", "endedReason") if name in message)


#: Message type -> what it says.
TELLERS: Mapping[str, Callable[[Object], str]] = {
    "assistant.speechStarted": lambda message: str(message.get("text", "")),
    "conversation-update": lambda message: f"{len(message.get('conversation') or ())} messages so far",
    "end-of-call-report": _status,
    "model-output": _output,
    "speech-update": lambda message: f"{message.get('role')} {message.get('status')}",
    "status-update": _status,
    "tool-calls": lambda message: _tools(message.get("toolCallList") or message.get("toolCalls")),
    "transcript": _transcript,
    "voice-input": lambda message: str(message.get("input", "")),
}
