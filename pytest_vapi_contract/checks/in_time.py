"""The check that replies come while Vapi waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..cases.case import DEMANDED, Case
from ..delivery import Exchange
from ..delivery.time_limits import LIMITS, TIMEOUT, limit_of
from ..findings.fingerprint import Cause
from ..report_formats.lines import duration
from .check import Check, Flaw
from .state_probe import Effect

#: The types for which a caller hears at once that the reply is late.
HEARD = frozenset({"assistant-request", "tool-calls"})
#: The part of the limit from which on a reply is near it: of 7.5 seconds that is 6.
NEAR = 0.8
#: What findings about a slow reply have in common, and those about one that is only near the limit.
SLOW: Cause = ("slow",)
CLOSE: Cause = ("near",)
SHORTLY_BEFORE = "is answered shortly before Vapi stops waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class InTime(Check):
    """The reply comes while Vapi still waits for it."""

    usual: float = TIMEOUT  #: Seconds that Vapi waits for most messages.
    limits: Mapping[str, float] = field(default_factory=lambda: LIMITS)  #: Where they differ from that.
    max_latency: float | None = (
        None  #: Seconds that a reply to a valid message may take, if there is a limit.
    )

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """That it comes too late, or not at all; or a note, where it comes shortly before that."""
        if exchange.timed_out:
            return Flaw(verdict=self.verdict, mark=("late",))
        if case.category not in DEMANDED or exchange.reply is None:
            return None
        if self.max_latency is not None and exchange.seconds > self.max_latency:
            noted = f"the limit that you set is {duration(self.max_latency)}"
            return Flaw(verdict="is answered too slowly", mark=SLOW, noted=noted)
        limit = limit_of(case.type, self.limits, self.usual)
        if case.type in HEARD and exchange.seconds >= NEAR * limit:
            noted = f"Vapi waits {limit:g} s, and the network takes part of that"
            return Flaw(verdict=SHORTLY_BEFORE, mark=CLOSE, noted=noted, severity="note")
        return None
