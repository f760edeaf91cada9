"""The steps of a run about turns: conversations are played, and texts are read after each event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...checks.turns import Turns
from ...findings import Skip
from ..budget import SEARCH_SHARE
from ..judging import Judging
from ..sender import HANGING, NoTimeLeft, Sender
from .finding import finding_of
from .play import TurnFault
from .search import TurnSearch

WHAT = "conversations of the check turns"


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnStage:
    """Plays what is prepared, or what is drawn at random, and keeps what goes wrong as findings."""

    search: TurnSearch
    sender: Sender
    judging: Judging

    def prepared(self, why_not: str) -> Iterator[Skip]:
        """Play what is prepared, until something is wrong."""
        try:
            fault = self.search.in_order()
            if fault is not None:
                self._keep(fault)
                if fault.exchange.timed_out:
                    yield Skip(what=WHAT, why=HANGING, essential=True)
                return
            is_retried = any(check.is_retried for check in self.judging.checks)
            for number, fault in enumerate(self.search.otherwise()):
                # A note beside what fails distracts from it.
                if number == 0 or not fault.is_note(is_retried=is_retried):
                    self._keep(fault)
        except NoTimeLeft:
            yield Skip(what=WHAT, why=self.sender.stopped or why_not, essential=True)

    def drawn(self) -> Iterator[Skip]:
        """Play random conversations, unless something is wrong already."""
        kept = self.judging.failing.items()
        if any(group.check == "turns" and not failing[0].is_note for group, failing in kept):
            return
        try:
            fault, _ = self.search.drawn(self.sender.left / SEARCH_SHARE)
            if fault is not None:
                self._keep(fault)
        except NoTimeLeft:
            yield Skip(what=f"random {WHAT}", why=self.sender.stopped)

    def _keep(self, fault: TurnFault) -> None:
        shortest = self.search.shortest(fault)
        exchange = self.sender.broken(shortest.exchange)
        for check in self.judging.checks:
            if isinstance(check, Turns):
                told = replace(shortest, exchange=exchange)
                self.judging.keep(finding_of(told, check, self.sender.handler.masks))
