"""Whether a handler assembles the text of turns, in one call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Unpack
from warnings import warn

from ...checks import CHECKS, Read, Reset
from ...checks.all_checks import expecting
from ...checks.turns import Turns
from ...delivery import HandlerKeywords, as_handler
from ...errors import ProbeFailed
from ...findings import counted
from ...masking.masked_errors import masked_errors
from ...option_errors import FUNCTION, check_values, optional, whole
from ..budget import MOST_DRAWN, SEARCH_TIME
from ..probes import ProbeLost
from ..sender import NoTimeLeft, Sender
from .finding import finding_of
from .play import TurnFault, TurnPlayer
from .search import TurnSearch

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

    `read(turn_id)` returns the text that your application has for a turn: an empty string, or `None`, if
    there is none. `reset` is called before each conversation; turns and calls have new ids each time, so that
    most handlers need none. Conversations have late tokens, interruptions, interleaved turns and messages
    without a `turnId`, and some are random ones from the `seed`. The text may have its markup for the voice,
    such as `<flush />`, or not, and leading and trailing whitespace is ignored. `handler` is anything that
    `as_handler` takes, and `options` are its options.

    The `AssertionError` shows a conversation in which the text is wrong, as short as possible, as a table.
    If there was no time for all random conversations, a warning says so.

    Raises `ProbeFailed` if `read` or `reset` does not work, and `HandlerUnreachable`.
    """
    __tracebackhide__ = True
    check_values({"read": read, "reset": reset, "seed": seed}, DEMANDS)
    used = as_handler(handler, **options)
    try:
        with masked_errors(used.masks):
            sender = Sender(handler=used, read=read, reset=reset)
            fault, played = _found(TurnSearch(player=TurnPlayer(sender=sender), seed=seed))
        if fault is None and played < MOST_DRAWN:
            what = counted(played, "random conversation")
            warn(f"only {what} of {MOST_DRAWN} played in {SEARCH_TIME:g} s", stacklevel=2)
        if fault is not None:
            observed = replace(fault, exchange=sender.broken(fault.exchange))
            raise AssertionError(_told(observed, sender))
    finally:
        if used is not handler:
            used.close()


def _found(search: TurnSearch) -> tuple[TurnFault | None, int]:
    """The first fault, in a conversation as short as possible, and how many random ones were played."""
    try:
        fault, played = search.in_order(), 0
        fault = fault or next(search.otherwise(), None)
        if fault is None:
            fault, played = search.drawn()
        return fault and search.shortest(fault), played
    except NoTimeLeft:
        return None, 0
    except ProbeLost as lost:  # there is nothing else to report
        raise lost.__cause__ if isinstance(lost.__cause__, ProbeFailed) else lost from None


def _told(fault: TurnFault, sender: Sender) -> str:
    """What is wrong, in the words of a finding."""
    handler, check = sender.handler, expecting(CHECKS["turns"], None if sender.handler.speaks_http else ())
    assert isinstance(check, Turns)
    finding = finding_of(fault, check, handler.masks)
    return f"{handler.name}: {finding.title}\n\n{finding.below}"
