"""How far a run has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int  #: Steps that are done; a step is all of one category and message type.
    steps: int
    exchanges: int
    failures: int  #: Exchanges that failed a check; failures with one cause become one finding.
    doing: str


OnProgress = Callable[[Progress], None]
