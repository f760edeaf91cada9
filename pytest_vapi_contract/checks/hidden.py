"""A valid message that is answered as a success although the handler broke: a catch-all hides it."""

from __future__ import annotations

from dataclasses import dataclass

from ..cases.case import VALID, Case
from ..delivery import Exchange
from ..findings.outcome import accepted, refused
from .check import Check, Flaw
from .reply_audio import is_of_an_impossible_rate
from .state_probe import Effect

VERDICT = "is accepted, but a catch-all hides an exception"
EXPECTED = "no exception that only a catch-all catches"
HINT = "Vapi treats this reply as a success; make sure that no part of the message is lost"


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepts(Check):
    """Messages are accepted, and better also processed to the end."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """What is wrong with the exchange: a note, where only an exception that was seen tells it."""
        flaw = Check.flaw(self, case, exchange, effect)
        if flaw and refused(exchange, self.refusals) and is_of_an_impossible_rate(case.message):
            return None  # no voice has such a rate, although the schema allows it
        return flaw or hidden_flaw(case, exchange)


def hidden_flaw(case: Case, exchange: Exchange) -> Flaw | None:
    """
    The note about an exception behind a reply that tells of a success; None if none was seen.

    An `except` for named exceptions is ordinary control flow. One for all of them, around everything, hides
    faults, too.
    """
    caught = exchange.caught
    if case.category not in VALID or caught is None or not caught.is_hidden or not accepted(exchange):
        return None
    mark = ("hidden", caught.type, caught.file, caught.line)
    return Flaw(verdict=VERDICT, mark=mark, hint=HINT, expected=EXPECTED, severity="note")
