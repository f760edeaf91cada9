"""Cases that every run of a version prepares: their names are enough to repeat them, on any machine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from ..case_sources.replay_ids import checksum_of
from ..cases.case import Case, Category
from ..checks import CHECKS
from ..contract import Contract
from ..mutations import text_mutations
from .case_source import Cases
from .plan import ORDER

#: How many cases of a category have a name that can be looked up: to make more would take seconds.
NAMED: Mapping[Category, int] = {
    "conforming": 60,
    "observed": 6,
    "documented": 6,
    "mutation": 250,
    "disputed": 60,
    "forward-compatibility": 100,
    "text": 1_000,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseNames:
    """The names of the first cases of one contract and seed."""

    cases: Cases
    contract: Contract
    seed: int

    def name_of(self, case: Case) -> str:
        """The id by which the same is sent again; empty if there is none."""
        if case.category not in NAMED:
            return ""
        wanted = checksum_of(case)
        same = (each.id for each in self._first(case.category, case.type) if checksum_of(each) == wanted)
        return next(same, "")

    def found(self, check: str, type: str, name: str) -> Iterator[Case]:
        """The cases of a name that a check sends with messages of a type."""
        if check not in CHECKS or type not in self.contract.observed_types:
            return
        for category in ORDER:
            if category in CHECKS[check].categories and category in NAMED:
                yield from (each for each in self._first(category, type) if each.id == name)

    def _first(self, category: Category, type: str) -> Iterable[Case]:
        return islice(self._of(category, type), NAMED[category])

    def _of(self, category: Category, type: str) -> Iterable[Case]:
        if category != "text":
            return self.cases(category, type, self.contract, self.seed)
        smallest = next(iter(self.cases("conforming", type, self.contract, self.seed)), None)
        cases = text_mutations(smallest.message) if smallest else ()
        return (replace(each, type=type) for each in cases)
