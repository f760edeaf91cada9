"""Cases of one kind, in their order: those that are known, and the rest, which is made when it is needed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ...cases.case import Case


@dataclass(kw_only=True, slots=True)
class Series:
    """Cases of one kind, in their order. Each is made once, however often they are gone through."""

    make: Callable[[], Iterable[Case]]  #: Makes all cases, from the first one on.
    known: list[Case] = field(default_factory=list[Case])
    complete: bool = False  #: Whether all are known.
    grown: bool = False  #: Whether more is known than in the beginning.
    _more: Iterator[Case] | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[Case]:
        at = 0
        while at < len(self.known) or self._grow():
            yield self.known[at]
            at += 1

    def _grow(self) -> bool:
        """Make one case more; False if there is none."""
        if self.complete:
            return False
        # A generator that has failed would seem to be at its end: the next one begins anew.
        more, self._more = self._more or islice(self.make(), len(self.known), None), None
        case = next(more, None)
        self._more, self.grown = more, True
        if case is None:
            self.complete = True
            return False
        self.known.append(case)
        return True
