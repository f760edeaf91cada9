"""
How much of each step there is time for, with a handler that is slow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic

from ..cases.case import Case
from ..checks import Skip
from ..checks.outcome import duration
from .sender import Sender

#: Seconds that a handler takes for a reply, on average, from which on it is slow.
SLOW = 0.05
#: So many messages of each kind are sent, however slow the handler is.
FEWEST = 2


@dataclass(kw_only=True, slots=True)
class Pace:
    """
    Sees to it that a slow handler gets something of everything, and not everything of what comes first.
    """

    sender: Sender
    until: float = 0.0  #: When the time is over for all the steps that are ahead.
    ahead: int = 1
    hurried: bool = False  #: Whether a step had to make room for those behind it.

    def kept(self, cases: Iterable[Case]) -> Iterator[Case]:
        """
        The cases of a step, for as long as it may take.
        """
        now = monotonic()
        over = now + max(0.0, self.until - now) / max(1, self.ahead)
        for number, case in enumerate(cases):
            if number >= FEWEST and self.sender.mean >= SLOW and monotonic() > over:
                self.hurried = True
                return
            yield case

    def skips(self) -> list[Skip]:
        """
        What was not sent for that reason.
        """
        why = f"a reply takes {duration(self.sender.mean)}"
        return [Skip(what="all but the first messages of each kind", why=why)] if self.hurried else []
