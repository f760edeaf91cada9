"""
Where a run has its cases from.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, cycle, islice
from typing import Any

from ..case_sources.messages import generate
from ..case_sources.mutation_order import shared_out
from ..case_sources.requests import request_to
from ..cases.case import Case, Category
from ..cases.family import Family
from ..checks import ODD
from ..checks.difference import PATIENCE
from ..checks.outcome import Symptom, accepted, symptom_of
from ..checks.shrinking import smallest
from ..contract import Contract
from ..json_paths import dumps
from .redelivery import can_be_known
from .sender import Sender

Cases = Callable[[Category, str, Contract, int], Iterable[Case]]

#: How many messages are tried to find one that is accepted.
TRIES = 8
#: How many messages of each kind are tried to find some that can be told from each other.
FEW = 13
#: Seeds so far from the run's own that no message comes again.
FAR = 1_000_000
#: Small messages. They are all about a session without a name.
ALIKE = frozenset({Family.BARE, Family.LISTED, Family.ALONE})


@dataclass(kw_only=True, slots=True)
class CaseSource:
    """
    Cases for a handler: what is prepared, and what is made from messages that it accepts.
    """

    sender: Sender
    contract: Contract
    seed: int = 0
    cases: Cases = generate
    baselines: dict[str, Symptom | None] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)  #: Types of which an accepted message was found.

    def cases_of(self, category: Category, type: str) -> Iterable[Case]:
        """
        What is prepared of a category; what is not about messages is made from one that is accepted.
        """
        if category not in ODD:
            return self.cases(category, type, self.contract, self.seed)
        sound = self._sound(type)
        return ODD[category](self.sender.handler, type, sound.body) if sound else ()

    def shared_out(self, type: str, limit: int) -> Iterable[Case]:
        """
        What one type takes of its first mutations, if other types take the rest.
        """
        cases = islice(self.cases_of("mutation", type), limit)
        return shared_out(cases, type, self.contract, self.seed)

    def fresh(self) -> Callable[[str], Case]:
        """
        A function that gives another conforming message of a type each time.
        """
        sources: dict[str, Iterator[Case]] = {}

        def fresh(type: str) -> Case:
            if type not in sources:
                cases = self.cases("conforming", type, self.contract, self.seed + FAR)
                sources[type] = cycle(case for case in cases if case.family not in ALIKE)
            return next(sources[type])

        return fresh

    def distinct(self, type: str) -> list[Case]:
        """
        Messages that a handler can tell from each other, the smallest first.
        """
        seed = self.seed + FAR
        sources = (self.cases(category, type, self.contract, seed) for category in ("conforming", "observed"))
        cases = (case for source in sources for case in islice(source, FEW))
        return sorted(filter(can_be_known, cases), key=lambda case: len(dumps(case.body)))

    def _sound(self, type: str) -> Case | None:
        """
        A small conforming message that is accepted; the smallest of all if none of the first few is.
        """
        for case in islice(self.cases("conforming", type, self.contract, self.seed), TRIES):
            exchange = self.sender.deliver(request_to(self.sender.handler, case), type)
            if exchange is None or exchange.timed_out:
                break
            if accepted(exchange):
                self.sound.add(type)
                return replace(case, body=smallest(case.body, self._accepts_within(PATIENCE)))
        return self._first(type)

    def _accepts_within(self, tries: int) -> Callable[[Any], bool]:
        """
        A function that says whether a body conforms and is accepted, and no once it was asked too often.
        """
        left = count(tries, -1)

        def accepts(body: Any) -> bool:
            if self.contract.standing(body["message"]) != "conforming" or next(left) <= 0:
                return False
            exchange = self.sender.deliver(self.sender.handler.request(body))
            return exchange is not None and accepted(exchange)

        return accepts

    def _first(self, type: str) -> Case | None:
        """
        The smallest conforming message.
        """
        return next(iter(self.cases("conforming", type, self.contract, self.seed)), None)

    def baseline(self, case: Case) -> Symptom | None:
        """
        How the message fails that a case was made from, before it was broken; None if it does not.

        That is the smallest of the type, but for what is made from one that is accepted.
        """
        type = case.type
        if case.category in ODD and type in self.sound:
            return None
        if type not in self.baselines:
            first = self._first(type)
            exchange = self.sender.deliver(request_to(self.sender.handler, first), type) if first else None
            failed = exchange is not None and not accepted(exchange)
            self.baselines[type] = symptom_of(exchange) if exchange and failed else None
        return self.baselines[type]
