"""The check about requests with a bad credential, and about old ones: they are turned away."""

from dataclasses import dataclass
from http import HTTPStatus

from ..cases.case import Case
from ..delivery import Exchange
from ..findings.outcome import accepted, forbidden, survived
from .check import Check, Flaw
from .state_probe import Effect

REFUSED = "the request is rejected, but 401 or 403 would show that the credential is the reason"

#: What to do where a stranger is let in, by the check.
LET_IN = {
    "credentials": "answer 401 unless the whole credential is right, also where it is missing or empty",
    "replays": "answer 401 if the timestamp that is signed is more than a few minutes old",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnsAway(Check):
    """Only a 2xx lets a stranger in. Another reply than 401 or 403 refuses as well, and is worth a note."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """What is wrong with the way in which a request is turned away."""
        if forbidden(exchange, self.refusals):
            return None
        if accepted(exchange):
            return Flaw(verdict=self.verdict, hint=LET_IN.get(self.id, ""))
        if not survived(exchange, self.refusals) or exchange.reply is None:
            return Flaw(verdict=self._verdict(exchange, "breaks the handler"), severity="hardening")
        status = exchange.reply.status
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return None  # that is said of many requests, and tells nothing of this one
        verdict = f"is rejected with {status} instead of 401 or 403"
        return Flaw(verdict=verdict, mark=("refused", status), hint=REFUSED, severity="note")
