"""Checks about the user's state: what must not change it, and what must not change it twice."""

from dataclasses import dataclass

from ..cases.case import Case, Category
from ..delivery import Exchange
from .check import Check, Flaw
from .outcome import refused, survived
from .state import Effect

#: Unauthenticated requests: none may have an effect, whatever the reply is.
UNTRUSTED: frozenset[Category] = frozenset({"credentials", "replay"})


@dataclass(frozen=True, kw_only=True, slots=True)
class SideEffects(Check):
    """What is refused changes nothing, nor does a request with a bad credential."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """The change, if there is one that must not be."""
        if effect is None or not effect.changed:
            return None
        if case.category in UNTRUSTED:
            return Flaw(
                verdict="is processed",
                mark=("effect", "untrusted"),
                noted=effect.told(exchange.request.masks),
            )
        if not refused(exchange, self.refusals):
            return None
        return Flaw(
            verdict=self.verdict, mark=("effect", "refused"), noted=effect.told(exchange.request.masks)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Redelivery(Check):
    """The second delivery of a message changes nothing, and breaks nothing."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """The change that the second delivery made, or that it broke the handler."""
        if not survived(exchange, self.refusals):
            return Flaw(verdict="is not answered in time" if exchange.timed_out else "breaks the handler")
        if effect is None or not effect.changed:
            return None
        return Flaw(verdict=self.verdict, mark=("effect", "twice"), noted=effect.told(exchange.request.masks))
