"""The conversations whose turns a handler has to assemble: a prepared few, and random ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, NamedTuple

from ...cases.family import Family
from ...conversations import Event, Turn, interleaved_turns
from ...conversations.call import COMMON
from ...json_paths import Object
from ...samples import call as sample_call
from ...samples import turn as sample_turn
from ..budget import MOST_DRAWN
from ..drawing import draw_until
from .accepted_texts import timestamp_of

#: What is the same in all messages of a call, and takes up most of their size.
RECORDS = frozenset(COMMON) - {"timestamp"}
APART = 0.05  #: Seconds between two events.
CALLS_IN_OUTPUT = [{"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}]
NOT_ONLY_TEXT: tuple[Any, ...] = ("Let me", CALLS_IN_OUTPUT, {}, " look")
#: Tokens cut within words, before a combining accent and within white space, with some that are repeated.
CUT = ("Caf", "e", "\u0301", "", " ", "<flush />", "op", "en", " ha", " ha")


class TurnConversation(NamedTuple):
    """
    Events of one call, or of several, in the order in which they are sent.

    Turns are called t1, t2 …, and calls c1, c2 …; the handler gets other ids. An event with the message of
    the one before it is that message, delivered once more.
    """

    events: tuple[Event, ...]
    schedule: Family | None = None  #: What is special about the delivery; None where nothing is.


def prepared(seed: int) -> tuple[TurnConversation, ...]:
    """Return what breaks in production, the simplest first; some of it is sampled with the seed."""
    written = Writer.sampled(seed)
    says, stops = written.says, written.stops
    return (
        conversation([says("t1", "One"), says("t2", "Two"), says("t1", " more"), says("t2", " of it")]),
        conversation(says("t1", token) for token in ("Hel", "lo", " there")),
        conversation(says("t1", token) for token in CUT),
        conversation(
            [says("t1", "Hel"), says("t1", "lo"), stops("t1"), says("t1", " there"), says("t2", "Yes")]
        ),
        conversation([says("t1", "Hel"), says("t2", "Yes"), stops("t2"), says("t1", "lo"), says("t2", "!")]),
        conversation(
            [says("t1", "Hel"), says(None, "Hello"), says("t1", "lo"), stops(None), says("t1", "!")]
        ),
        conversation(says("t1", token) for token in NOT_ONLY_TEXT),
        conversation([says("t1", "Hel"), says("t1", "lo"), says("t1", "!")], apart=0.0),
        conversation(
            [says("t1", "One"), says("t2", "Two", "c2"), says("t1", " more"), says("t2", " of it", "c2")]
        ),
        conversation(renamed([written.plain, written.cut], seed)),
        whole_call(seed),
    )


class Writer(NamedTuple):
    """Writes messages like those of two sampled turns."""

    plain: Turn
    cut: Turn  #: It is interrupted.

    @classmethod
    def sampled(cls, seed: int) -> Writer:
        """Return one that writes messages like those of turns of a seed."""
        return cls(sample_turn(seed), sample_turn(seed, interrupted=True))

    def says(self, turn: str | None, token: Any, call: str = "c1") -> Object:
        """Write a token of a turn, or of none."""
        return _of_turn({**self.plain.messages[0], "output": token}, turn, call)

    def stops(self, turn: str | None, call: str = "c1") -> Object:
        """Write that the user interrupts a turn; or that the user interrupts, without saying which turn."""
        message = next(each for each in self.cut.messages if each["type"] == "user-interrupted")
        return _of_turn(message, turn, call)


def draw(seed: int, use: Callable[[TurnConversation], bool]) -> None:
    """Draw conversations of a few turns at random, and pass each on until told to stop."""
    from hypothesis import strategies as st  # noqa: PLC0415 - slow to import

    from ...strategies import turns  # noqa: PLC0415

    conversations = st.tuples(st.lists(turns(), min_size=1, max_size=3), st.integers(0, 2**16))
    draw_until(
        conversations.map(lambda drawn: conversation(renamed(*drawn))), use, most=MOST_DRAWN, seed=seed
    )


def conversation(messages: Iterable[Object], *, apart: float = APART) -> TurnConversation:
    """Return messages as events, one after the other."""
    events = [Event(round(number * apart, 3), message) for number, message in enumerate(messages)]
    return TurnConversation(with_timestamps(events))


def with_timestamps(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return events whose messages have the timestamps of their times."""
    start = timestamp_of(events[0].message)
    return tuple(
        Event(event.at, {**event.message, "timestamp": round(start + event.at * 1000)}) for event in events
    )


def whole_call(seed: int) -> TurnConversation:
    """Return a call with all of its events: transcripts and the like are of no turn."""
    call = sample_call(seed, "web", turns=1, interruptions=0, tools=[])
    names = {turn.id: f"t{number}" for number, turn in enumerate(call.turns, 1)}
    return TurnConversation(
        tuple(
            Event(event.at, _of_turn(event.message, names.get(event.message.get("turnId", "")), "c1"))
            for event in call.events
        )
    )


def renamed(turns: Sequence[Turn], seed: int) -> tuple[Object, ...]:
    """Mix turns, which are called t1, t2 … then."""
    numbers = count(1)
    named = [
        Turn(name, tuple(_of_turn(message, name, "c1") for message in turn.messages))
        for turn in turns
        for name in [f"t{next(numbers)}"]
    ]
    return interleaved_turns(named, seed=seed)


def without_records(message: Object) -> Object:
    """Return a message without what it repeats of its call; what makes it special stays, and its time."""
    return {name: value for name, value in message.items() if name not in RECORDS}


def _of_turn(message: Object, turn: str | None, call: str) -> Object:
    rest = {name: value for name, value in message.items() if name != "turnId"}
    if isinstance(rest.get("call"), dict):
        rest["call"] = {**rest["call"], "id": call}
    return rest if turn is None else {**rest, "turnId": turn}
