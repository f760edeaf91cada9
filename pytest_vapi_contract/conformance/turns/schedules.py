"""Conversations that are delivered otherwise than in order and once: at once, again, in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...cases.family import Family
from ...conversations import Event, swapped
from .conversations import APART, TurnConversation, Writer, prepared, with_timestamps
from .schedule_names import Schedule

SWAPS = 2
ROUNDS = 10  #: How many times what may go wrong by chance is played.


def together(seed: int) -> Iterator[TurnConversation]:
    """Play two calls at once: their messages arrive at the same time, and those of each call in order."""
    says = Writer.sampled(seed).says
    rows = [("One", "Two"), (" more", " of"), (" time", " them")]
    events = [
        Event(round(number * APART, 3), says(f"t{call}", token, f"c{call}"))
        for number, tokens in enumerate(rows)
        for call, token in enumerate(tokens, 1)
    ]
    conversation = TurnConversation(with_timestamps(events), Family.TURNS_TOGETHER)
    yield from [conversation] * ROUNDS


def _redelivered(seed: int) -> Iterator[TurnConversation]:
    """Deliver each message twice, as after a reply that came too late."""
    for events, _ in prepared(seed):
        twice = tuple(each for event in events for each in (event, event))
        yield TurnConversation(twice, Family.TURNS_REDELIVERED)


def _swapped(seed: int) -> Iterator[TurnConversation]:
    """Let some neighbours change places."""
    for number, (events, _) in enumerate(prepared(seed)):
        yield TurnConversation(swapped(events, seed=seed + number, swaps=SWAPS), Family.TURNS_SWAPPED)


def _concurrent(seed: int) -> Iterator[TurnConversation]:
    """Send the tokens of one turn at once: they may take effect in any order, and none may be lost."""
    says = Writer.sampled(seed).says
    events = [Event(0.0, says("t1", token)) for token in (" one", " two", " three", " four")]
    yield from [TurnConversation(with_timestamps(events), Family.TURNS_CONCURRENT)] * ROUNDS


#: How to deliver as a user asks.
BY_NAME: Mapping[Schedule, Callable[[int], Iterator[TurnConversation]]] = {
    "redelivered": _redelivered,
    "swapped": _swapped,
    "concurrent": _concurrent,
}
