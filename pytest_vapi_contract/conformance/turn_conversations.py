"""The conversations whose turns a handler has to assemble: a prepared few, and random ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..conversations import Event, Turn, interleaved_turns
from ..json_paths import Object
from ..samples import turn as sample_turn
from .budget import MOST_DRAWN
from .drawing import draw_until

#: Turns are called t1, t2 …; the handler gets other ids.
Conversation = tuple[Event, ...]
APART = 0.05  #: Seconds between two events.
TOOL_CALLS = [{"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}]
NOT_ONLY_TEXT: tuple[Any, ...] = ("Let me", TOOL_CALLS, {}, " look")


def prepared(seed: int) -> tuple[Conversation, ...]:
    """Return what breaks in production, the simplest first; some of it is sampled with the seed."""
    plain, cut = sample_turn(seed), sample_turn(seed, interrupted=True)
    output = plain.messages[0]
    interrupted = next(each for each in cut.messages if each["type"] == "user-interrupted")

    def says(turn: str | None, token: Any) -> Object:
        return _of_turn({**output, "output": token}, turn)

    def stops(turn: str | None) -> Object:
        return _of_turn(interrupted, turn)

    return tuple(
        conversation(messages)
        for messages in (
            [says("t1", token) for token in ("Hel", "lo", " there")],
            [says("t1", token) for token in ("Caf", "e", "\u0301", "", " ", "<flush />", "op", "en")],
            [stops(None), says(None, "Hello"), says("t1", "Hi"), says(None, "Hello"), says("t1", " you")],
            [says(turn, token) for token in ("One", " more") for turn in ("t1", "t2")],
            [says("t1", "Hel"), says("t1", "lo"), stops("t1"), says("t1", " there"), says("t2", "Yes")],
            [says("t1", token) for token in NOT_ONLY_TEXT],
            list(renamed([plain, cut], seed)),
        )
    )


def draw(seed: int, use: Callable[[Conversation], bool]) -> None:
    """Draw conversations of a few turns at random, and pass each on until told to stop."""
    from hypothesis import strategies as st  # noqa: PLC0415 - slow to import

    from ..strategies import turns  # noqa: PLC0415

    conversations = st.tuples(st.lists(turns(), min_size=1, max_size=3), st.integers(0, 2**16))
    draw_until(
        conversations.map(lambda drawn: conversation(renamed(*drawn))), use, most=MOST_DRAWN, seed=seed
    )


def conversation(messages: Sequence[Object]) -> Conversation:
    """Return messages as events, one after the other."""
    return tuple(Event(round(number * APART, 3), message) for number, message in enumerate(messages))


def renamed(turns: Sequence[Turn], seed: int) -> tuple[Object, ...]:
    """Mix turns, which are called t1, t2 … then."""
    named = [
        Turn(f"t{number}", tuple(_of_turn(message, f"t{number}") for message in turn.messages))
        for number, turn in enumerate(turns, 1)
    ]
    return interleaved_turns(named, seed=seed)


def _of_turn(message: Object, turn: str | None) -> Object:
    rest = {name: value for name, value in message.items() if name != "turnId"}
    return rest if turn is None else {**rest, "turnId": turn}
