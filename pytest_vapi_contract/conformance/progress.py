"""How far a run has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..findings import Finding
from ..findings.fingerprint import Cause


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int  #: Steps that are done; a step is all of one category and message type.
    steps: int
    exchanges: int
    failures: int  #: Exchanges that failed a check; failures with one cause become one finding.
    doing: str
    #: The exchange that has just failed in a way that is new, as it was sent: nothing is explained yet. None
    #: where a step begins.
    failed: Finding | None = None


OnProgress = Callable[[Progress], None]


class Counted(Protocol):
    """What counts exchanges."""

    exchanges: int


@dataclass(kw_only=True, slots=True)
class ProgressTeller:
    """Tells how far a run has come, if anyone wants to know."""

    listener: OnProgress | None
    sender: Counted
    now: Progress = field(default=Progress(done=0, steps=0, exchanges=0, failures=0, doing=""), init=False)
    _failures: int = field(default=0, init=False)
    _causes: set[Cause] = field(default_factory=set[Cause], init=False)

    def step(self, done: int, steps: int, doing: str) -> None:
        """Tell that a step begins, or what is done after the last one."""
        self._tell(replace(self.now, done=done, steps=steps, doing=doing, failed=None))

    def search(self, doing: str) -> None:
        """Tell what a search tries."""
        self.step(self.now.steps, self.now.steps, doing)

    def failed(self, finding: Finding) -> None:
        """Tell that an exchange has failed, if it is the first one with its cause."""
        self._failures += 1
        if not finding.is_note and finding.cause not in self._causes:
            self._causes.add(finding.cause)
            self._tell(replace(self.now, failed=finding))

    def _tell(self, progress: Progress) -> None:
        self.now = replace(progress, exchanges=self.sender.exchanges, failures=self._failures)
        if self.listener is not None:
            self.listener(self.now)
