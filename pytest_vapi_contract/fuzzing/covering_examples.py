"""Examples that show new places of the schema: the messages of the covering suites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..contract import Contract
from ..samples import Covering, each_covering
from .example import Example
from .shard import Shard

TIMESTAMP = "timestamp"
#: How many messages of a type come in a row at first; and later, for each that there was of it before.
FEWEST, MORE = 12, 3


@dataclass(kw_only=True, slots=True)
class CoveringExamples:
    """
    Some messages of one type, then some of another.

    Only one suite is open at a time, because each takes 3 MB. One that is opened again is gone through again,
    up to where it was left; the rows become longer, so that this happens a few times only.
    """

    contract: Contract
    shard: Shard
    type: Callable[[], str]  #: Chooses the type whose turn it is.
    times: Iterator[int]  #: The times of the messages: those of another search have others.
    _suite: Iterator[Covering] = field(default_factory=lambda: iter(()), init=False)
    _open: str = field(default="", init=False)  # the type of that suite
    _left: int = field(default=0, init=False)  # messages until the next type
    _shown: Counter[str] = field(default_factory=Counter[str], init=False)
    _ended: set[str] = field(default_factory=set[str], init=False)

    def next(self) -> Example | None:
        """The next one; None if the suite whose turn it is has no more messages."""
        if self._left == 0:
            self._begin(self.type())
        covering = next(self._suite, None)
        if covering is None:
            self._ended.add(self._open)
            self._left = 0
            return None
        self._left -= 1
        self._shown[self._open] += 1
        message = {**covering.message, TIMESTAMP: next(self.times)}
        return Example(type=self._open, base=message)

    def _begin(self, type: str) -> None:
        """Open the suite of a type where it was left, unless it is at its end."""
        shown = self._shown[type]
        self._open, self._left = type, max(FEWEST, MORE * shown)
        properties = self.contract.bundle.messages.get(type, {}).get("properties", {})
        if type in self._ended or TIMESTAMP not in properties:
            self._suite = iter(())
        else:
            suite = self.shard.share(each_covering(type, contract=self.contract))
            self._suite = islice(suite, shown, None)
