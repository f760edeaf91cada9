"""Checks about the user's state: what must not change it, and what must not change it twice."""

from dataclasses import dataclass, replace

from ..cases.case import Case, Category
from ..delivery import Exchange
from ..findings.outcome import refused, survived
from ..findings.severity import IF_RETRIED
from .check import Check, Flaw
from .state_probe import Effect

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
        flaw: Flaw | None = None
        if not survived(exchange, self.refusals):
            flaw = Flaw(verdict="is not answered in time" if exchange.timed_out else "breaks the handler")
        elif effect is not None and effect.changed:
            told = effect.told(exchange.request.masks)
            flaw = Flaw(verdict=self.verdict, mark=("effect", "twice"), noted=told)
        if flaw is None or self.is_retried:
            return flaw
        return replace(flaw, severity="note", hint=IF_RETRIED)
