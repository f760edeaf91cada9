"""Whether a handler assembles the text of turns, in one call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Unpack

from ..checks.state import Reset
from ..clock import now
from ..delivery import Handler, HandlerKeywords, as_handler
from ..delivery.masked_errors import masked_errors
from ..errors import ContractError, ProbeFailed
from ..option_errors import FUNCTION, check_values, optional, whole
from .budget import SEARCH_TIME, SHRINKING_TIME
from .probes import ProbeLost
from .turn_conversations import Conversation, draw, prepared
from .turn_play import Read, TurnFault, TurnPlayer
from .turn_table import told

DEMANDS = {"read": FUNCTION, "reset": optional(FUNCTION), "seed": whole(0)}


def assert_assembles_turns(
    handler: Any,
    *,
    read: Read,
    reset: Reset | None = None,
    seed: int = 0,
    **options: Unpack[HandlerKeywords],
) -> None:
    """
    The handler has the right text of each turn after every event.

    `read(turn_id)` returns the text that your application has of a turn: an empty string, or `None`, if there
    is none. `reset` is called before each conversation; turns and calls have new ids each time, so that most
    handlers need none. Conversations have late tokens, interruptions, interleaved turns and messages
    without a `turnId`, and some are random ones from the `seed`. The text may have its markup for the voice,
    such as `<flush />`, or not. `handler` is anything that `as_handler` takes, and `options` are its options.

    The `AssertionError` shows a conversation in which the text is wrong, as short as possible, as a table.

    Raises `ProbeFailed` if `read` or `reset` does not work, and `HandlerUnreachable`.
    """
    __tracebackhide__ = True
    check_values({"read": read, "reset": reset, "seed": seed}, DEMANDS)
    used = as_handler(handler, **options)
    try:
        with masked_errors(used.masks):
            fault = _found(TurnPlayer(handler=used, read=read, reset=reset), seed)
        if fault is not None:
            raise AssertionError(told(_observed(used, fault), used.name, used.masks))
    finally:
        if used is not handler:
            used.close()


def _found(player: TurnPlayer, seed: int) -> TurnFault | None:
    try:
        fault = _first_fault(player, seed)
    except ProbeLost as lost:  # there is nothing else to report
        raise lost.__cause__ if isinstance(lost.__cause__, ProbeFailed) else lost from None
    return fault and shortest(player, fault)


def _first_fault(player: TurnPlayer, seed: int) -> TurnFault | None:
    for conversation in prepared(seed):
        fault = player.play(conversation)
        if fault is not None:
            return fault
    faults: list[TurnFault] = []
    until = now() + SEARCH_TIME

    def use(conversation: Conversation) -> bool:
        faults.extend(filter(None, [player.play(conversation)]))
        return not faults and now() < until

    draw(seed, use)
    return faults[0] if faults else None


def shortest(player: TurnPlayer, fault: TurnFault) -> TurnFault:
    """Leave out events, many at once first, while a fault of the same kind stays."""
    until = now() + SHRINKING_TIME
    size = max(1, len(fault.steps) // 2)
    while now() < until:
        before, at = len(fault.steps), 0
        while at < len(fault.steps) and now() < until:
            smaller = _without(player, fault, at, size)
            at, fault = (at, smaller) if smaller else (at + size, fault)
        if size == 1 and len(fault.steps) == before:
            break
        size = max(1, size // 2)
    return fault


def _without(player: TurnPlayer, fault: TurnFault, at: int, size: int) -> TurnFault | None:
    events = tuple(step.event for step in fault.steps)
    try:
        again = player.play(events[:at] + events[at + size :], settling=(0.05,))
    except (ProbeLost, ContractError):
        return None
    return again if again and again.kind == fault.kind else None


def _observed(handler: Handler, fault: TurnFault) -> TurnFault:
    """Add the exception behind a reply, where it can be seen."""
    return replace(fault, refused=fault.refused and handler.observe(fault.refused))
