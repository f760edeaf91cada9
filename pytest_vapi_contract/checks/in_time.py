"""How long Vapi waits for a reply, and the check about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..cases.case import Case
from ..delivery import Exchange
from ..delivery.time_limits import TIMEOUT
from .check import Check, Flaw
from .state import Effect

#: Seconds that Vapi waits for the reply to messages of a type, where it does not wait as long as usual.
LIMITS: Mapping[str, float] = {"assistant-request": 7.5}


def limit_of(type: str, limits: Mapping[str, float] = LIMITS, usual: float = TIMEOUT) -> float:
    """Seconds within which a message has to be answered."""
    return min(usual, limits.get(type, usual))


@dataclass(frozen=True, kw_only=True, slots=True)
class InTime(Check):
    """The reply comes while Vapi still waits for it."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """That it comes too late, or not at all."""
        return Flaw(verdict=self.verdict, mark=("late",)) if exchange.timed_out else None
