"""How long replies waited for a processor, which other processes had: no handler is slow for that."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..clock import waited_for_processor
from ..delivery import Exchange
from .budget import CLEARLY_QUICK


@dataclass(slots=True)
class ProcessorWaits:
    """Keeps count of the time in which replies waited for a processor."""

    seconds: float = 0.0  #: In which replies waited.
    looked: float = 0.0  #: That anything of this process had waited when it was last looked.

    def look(self) -> None:
        """See how long was waited so far: that was between replies."""
        self.looked = waited_for_processor()

    def note(self, exchanges: Sequence[Exchange]) -> None:
        """Count what was waited in replies that came one after the other since it was last looked."""
        seconds = sum(each.seconds for each in exchanges if not each.timed_out)
        if not seconds or seconds < CLEARLY_QUICK * len(exchanges):
            return
        waited = waited_for_processor()
        self.seconds += min(seconds, max(0.0, waited - self.looked))  # threads end, and take theirs along
        self.looked = waited
