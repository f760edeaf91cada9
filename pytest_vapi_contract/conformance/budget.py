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
#: What a run needs beside its essential messages: to begin, and to see what is behind a failure.
BESIDE = 1.25


@dataclass(kw_only=True, slots=True)
class Pace:
    """
    Sees to it that a slow handler gets something of everything, and not everything of what comes first.

    What is essential in the steps that are ahead is reserved first; the rest of the time is shared.
    """

    sender: Sender
    until: float = 0.0  #: When the time is over for all the steps that are ahead.
    ahead: int = 1
    reserved: int = 0  #: How many essential messages the steps have that are ahead.
    hurried: bool = False  #: Whether a step had to make room for those behind it.

    @property
    def slow(self) -> bool:
        """
        Whether the handler is slow.
        """
        return self.sender.mean >= SLOW

    def kept(self, cases: Iterable[Case], essential: int) -> Iterator[Case]:
        """
        The cases of a step: the essential ones, and more for as long as it may take.
        """
        now, mean = monotonic(), self.sender.mean
        spare = max(0.0, self.until - now - self.reserved * mean)
        over = now + essential * mean + spare / max(1, self.ahead)
        for number, case in enumerate(cases):
            if number >= essential and self.slow and monotonic() + mean > over:
                self.hurried = True
                return
            yield case

    def needs(self, essential: int) -> float:
        """
        Seconds in which so many messages can be sent; 0 for a handler that is not slow.
        """
        return essential * self.sender.mean * BESIDE if self.slow else 0.0

    def skips(self) -> list[Skip]:
        """
        What was not sent for that reason.
        """
        why = f"a reply takes {duration(self.sender.mean)}"
        return [Skip(what="all but the first messages of each kind", why=why)] if self.hurried else []
