"""
What a run sends, step by step.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..case_sources.type_order import FIRST, in_order
from ..cases.case import Category
from ..checks import Rule, concerns, has_cases
from ..checks.check import TYPELESS
from ..contract import Contract
from ..delivery import Handler

#: How many messages of one kind (conforming, observed, mutations) of one message type are sent at most.
MAX_EXAMPLES = 100
#: How many messages of one kind are enough in a usual run, where that is less: each kind of disputed ones has
#: its turn by then. Of types that are not first-class, all conforming ones that are small are among so many.
ENOUGH: Mapping[Category, int] = {"disputed": 60}
ENOUGH_BEHIND: Mapping[Category, int] = {"conforming": 28, "observed": 6}
#: With more types than so many, those that are not first-class share the mutations that are alike for all.
FEW_TYPES = 8
#: So many messages are prepared for each one that is drawn at random, after all others. To draw the first one
#: takes longer than to send a hundred, so in a usual run that is done for the first-class types only.
RARE = 20

ORDER: tuple[Category, ...] = get_args(Category)
#: What a smaller message must still be, for the categories that have to be accepted.
ACCEPTABLE: Mapping[Category, frozenset[str]] = {
    "conforming": frozenset({"conforming"}),
    "observed": frozenset({"conforming", "disputed"}),
}
#: What is drawn at random as well, in a usual run, and in one with more messages than usual.
DRAWN: tuple[Category, ...] = ("conforming", "mutation", "http")
DRAWN_OFTEN: tuple[Category, ...] = (*DRAWN, "observed")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """
    All that is sent of one category and message type: what is prepared, or what is drawn at random.
    """

    category: Category
    type: str
    drawn: bool = False
    limit: int = MAX_EXAMPLES  #: So many messages at most.
    shared: bool = False  #: Whether other types take a part of the mutations.

    def __str__(self) -> str:
        if self.category == "concurrency":
            return "messages at once"
        return f"{'random ' if self.drawn else ''}{self.category} messages of {self.type}"


def chosen(types: Iterable[str] | None, contract: Contract) -> tuple[str, ...]:
    """
    The message types that are asked for, all by default. Raises `UnknownMessageType`.
    """
    if types is None:
        return in_order(contract.message_types)
    asked = tuple(dict.fromkeys(types))
    for type in asked:
        contract.check_type(type)
    return asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """
    What rules ask for, as far as it means something to a handler.
    """

    handler: Handler
    contract: Contract
    max_examples: int = MAX_EXAMPLES
    with_state: bool = False
    foremost: str = ""  #: The message type of what is not about messages; by default the first.
    types: Collection[str] = ()  #: All that are checked; by default those of the steps.

    def concerned(self, rules: Iterable[Rule]) -> list[Rule]:
        """
        The rules that have anything to send.
        """
        return [rule for rule in rules if concerns(rule, self.handler, with_state=self.with_state)]

    def steps(self, rules: Iterable[Rule], types: Sequence[str]) -> list[Stage]:
        """
        The steps that some rules ask for with messages of these types, in the order in which they are taken.
        """
        wanted = {step for rule in self.concerned(rules) for step in self._asked_for(rule, types)}
        prepared = [
            self._step(category, type, types)
            for category in ORDER
            if has_cases(category, self.handler)
            for type in types
            if (category, type) in wanted
        ]
        return [*prepared, *self._drawn(prepared)]

    def _step(self, category: Category, type: str, types: Sequence[str]) -> Stage:
        if self.max_examples > MAX_EXAMPLES:
            return Stage(category=category, type=type, limit=self.max_examples)
        behind = type not in FIRST
        enough = (ENOUGH_BEHIND if behind else ENOUGH).get(category, MAX_EXAMPLES)
        shared = behind and category == "mutation" and len(self.types or types) > FEW_TYPES
        return Stage(category=category, type=type, limit=min(enough, self.max_examples), shared=shared)

    def _asked_for(self, rule: Rule, types: Sequence[str]) -> Iterator[tuple[Category, str]]:
        foremost = self.foremost or types[0]
        for category in rule.categories:
            for type in types:
                if type == foremost if category in TYPELESS else rule.concerns_type(type, self.contract):
                    yield category, type

    def _drawn(self, prepared: Sequence[Stage]) -> Iterator[Stage]:
        limit = self.max_examples // RARE
        often = self.max_examples > MAX_EXAMPLES
        for step in prepared if limit else ():
            if step.category in (DRAWN_OFTEN if often else DRAWN) and (often or step.type in FIRST):
                yield Stage(category=step.category, type=step.type, drawn=True, limit=limit)
