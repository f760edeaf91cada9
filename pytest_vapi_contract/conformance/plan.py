"""What a run sends, step by step."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from ..case_sources.type_order import ACTED_ON, CALLING, DOCUMENTED, FIRST, in_order, with_observed
from ..cases.case import OF_TOOLS, Category
from ..checks import Check, concerns, has_cases
from ..checks.check import TYPELESS
from ..contract import Contract
from ..delivery import Handler
from ..findings import Skip
from .budget import (
    CALLS_PER_EXAMPLE,
    ENOUGH,
    ENOUGH_ACTED_ON,
    ENOUGH_BEHIND,
    ESSENTIAL,
    ESSENTIAL_ACTED_ON,
    ESSENTIAL_OF_TOOLS,
    FEW_TYPES,
    FEWEST,
    MAX_EXAMPLES,
    PREPARED_PER_DRAWN,
    ROUND_GROWTH,
)

ORDER: tuple[Category, ...] = get_args(Category)
#: What is sent of each category.
MANY: Mapping[Category, str] = {
    "conforming": "valid messages",
    "observed": "messages as Vapi sends them in production",
    "documented": "messages as the documentation shows them",
    "mutation": "invalid messages",
    "disputed": "messages where the schema is ambiguous",
    "forward-compatibility": "messages with future additions",
    "text": "malformed bodies",
    "http": "unusual HTTP requests",
    "credentials": "bad credentials",
    "replay": "old signed requests",
    "redelivery": "repeated deliveries",
    "concurrency": "simultaneous messages",
    "turns": "conversations",
    "call": "events of a call",
    "arguments": "calls to your tools with valid arguments",
    "bad-arguments": "calls to your tools with invalid arguments",
}
#: What a smaller message must still be, for the categories that have to be accepted.
ACCEPTABLE: Mapping[Category, frozenset[str]] = {
    "conforming": frozenset({"conforming"}),
    "observed": frozenset({"conforming", "disputed"}),
}
#: What is sent of some message types only.
OF_SOME_TYPES: Mapping[Category, frozenset[str]] = {
    **dict.fromkeys(OF_TOOLS, CALLING),
    "documented": DOCUMENTED,
}
#: What is drawn at random as well, in a usual run, and in one with more messages than usual.
DRAWN: tuple[Category, ...] = ("turns", "conforming", "mutation", "http")
DRAWN_OFTEN: tuple[Category, ...] = (*DRAWN, "observed")
#: What is sent in the first round alone: how much there is of it does not depend on `max_examples`.
ONCE: frozenset[Category] = frozenset({"turns", "redelivery", "call", "concurrency"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """All that is sent of one category and message type: what is prepared, or what is drawn at random."""

    category: Category
    type: str
    drawn: bool = False
    limit: int = MAX_EXAMPLES  #: The most messages, with those of the rounds before.
    sent: int = 0  #: How many of them the rounds before have sent.
    round: int = 1  #: A run with more messages than usual takes each step again, with more of them each time.
    shared: bool = False  #: Whether other types take a part of the mutations.
    essential: int = 0  #: The number of messages, the first ones, that every run sends.
    late: bool = False  #: Requests that a server may wait with: they come last, and are not waited for long.

    def __str__(self) -> str:
        if self.category == "turns":
            return "random conversations" if self.drawn else "conversations"
        if self.late:
            return "requests with a missing or wrong Content-Length, or with a slow body"
        if self.category in OF_TOOLS:
            return MANY[self.category]
        words = f"{'random ' if self.drawn else ''}{MANY[self.category]}"
        return words if self.category in TYPELESS else f"{words} ({self.type})"


def chosen(types: Iterable[str] | None, contract: Contract) -> tuple[str, ...]:
    """The message types that are asked for, all by default. Raises `UnknownMessageType`."""
    if types is None:
        return in_order(type for type in contract.message_types if contract.why_not_generated(type) is None)
    asked = tuple(dict.fromkeys(types))
    for type in asked:
        contract.check_type(type)
    return asked


def left_out(types: Iterable[str] | None, contract: Contract) -> Iterator[Skip]:
    """The message types that are not checked because none of their messages can be made."""
    for type in contract.message_types if types is None else ():
        reason = contract.why_not_generated(type)
        if reason is not None:
            yield Skip(what=f"messages of type {type}", why=f"none can be generated: {reason}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What checks ask for, as far as it means something to a handler."""

    handler: Handler
    contract: Contract
    max_examples: int = MAX_EXAMPLES
    with_state: bool = False
    with_read: bool = False
    with_tools: bool = False  #: Whether the user has told their tools.
    acted_on: Collection[str] = ACTED_ON  #: The types that the handler acts on.
    brief: bool = False  #: Whether only what every run sends is prepared, because a search follows.

    def concerned(self, checks: Iterable[Check]) -> list[Check]:
        """The checks that have anything to send."""
        return [check for check in checks if self._is_concerned(check)]

    def _is_concerned(self, check: Check) -> bool:
        return concerns(
            check,
            self.handler,
            with_state=self.with_state,
            with_read=self.with_read,
            with_tools=self.with_tools,
        )

    def steps(self, checks: Iterable[Check], types: Sequence[str]) -> list[Stage]:
        """The steps that some checks ask for with messages of these types, in the order of the run."""
        wanted = {step for check in self.concerned(checks) for step in self._asked_for(check, types)}
        prepared = [
            self._step(category, type, types)
            for category in ORDER
            if has_cases(category, self.handler)
            for type in with_observed(types, self.contract)
            if (category, type) in wanted
        ]
        late = list(self._late(prepared))
        if self.brief:
            return [*(replace(step, limit=step.essential) for step in prepared), *late]
        return [*self._in_rounds([*prepared, *self._drawn(prepared)]), *late]

    def _in_rounds(self, steps: Sequence[Stage]) -> Iterator[Stage]:
        """
        The steps with as many messages as usual, and then again with more of them each time.

        So a run that uses up its time has sent about as many of each kind and type.
        """
        for round, (sent, most) in enumerate(pairwise((0, *self._rounds())), start=1):
            for step in steps:
                begin, end = step.limit * sent // self.max_examples, step.limit * most // self.max_examples
                if round == 1:
                    yield step if step.category in ONCE else replace(step, limit=end)
                elif begin < end and step.category not in ONCE:
                    yield replace(step, limit=end, sent=begin, round=round, essential=0)

    def _rounds(self) -> Iterator[int]:
        """How many messages of one kind have been sent after each round."""
        most = MAX_EXAMPLES
        while most < self.max_examples:
            yield most
            most *= ROUND_GROWTH
        yield self.max_examples

    def _step(self, category: Category, type: str, types: Sequence[str]) -> Stage:
        few = len(types) <= FEW_TYPES
        limit = self.max_examples
        if category in OF_TOOLS:
            return self._step_of_tools(category, type)
        if limit <= MAX_EXAMPLES:
            limit = min(self._enough(type, few=few).get(category, MAX_EXAMPLES), limit)
        shared = self.max_examples <= MAX_EXAMPLES and category == "mutation" and not few
        return Stage(
            category=category,
            type=type,
            limit=limit,
            shared=shared and type not in self.acted_on and type != types[0],
            essential=min(self._essential(category, type), limit),
        )

    def _step_of_tools(self, category: Category, type: str) -> Stage:
        """Calls of all tools, of which each argument has a few."""
        limit = self.max_examples * CALLS_PER_EXAMPLE
        essential = min(ESSENTIAL_OF_TOOLS, limit) if category == "arguments" else FEWEST
        return Stage(category=category, type=type, limit=limit, essential=essential)

    def _enough(self, type: str, *, few: bool) -> Mapping[Category, int]:
        """How many messages of a type are enough, by their kind; types with few are acted on, too."""
        if type in FIRST:
            return ENOUGH
        return ENOUGH_ACTED_ON if few or type in self.acted_on else ENOUGH_BEHIND

    def _essential(self, category: Category, type: str) -> int:
        usual = ESSENTIAL.get(category, FEWEST)
        return ESSENTIAL_ACTED_ON.get(category, usual) if type in self.acted_on else usual

    def _late(self, prepared: Sequence[Stage]) -> Iterator[Stage]:
        """The unusual requests that need a socket: a server may wait for the rest of the body."""
        if self.handler.takes_framing:
            odd = (step for step in prepared if step.category == "http")
            yield from (replace(step, late=True, essential=0) for step in odd)

    def _asked_for(self, check: Check, types: Sequence[str]) -> Iterator[tuple[Category, str]]:
        for category in check.categories if self.with_tools else check.categories - OF_TOOLS:
            for type in self._types_of(category, types):
                if type not in OF_SOME_TYPES.get(category, (type,)):
                    continue
                if type == types[0] if category in TYPELESS else check.concerns_type(type, self.contract):
                    yield category, type

    def _types_of(self, category: Category, types: Sequence[str]) -> Sequence[str]:
        """The types with messages of a category: some are sent, though not published for servers."""
        if category == "observed":
            return with_observed(types, self.contract)
        return [type for type in types if type in self.contract.bundle.messages]

    def _drawn(self, prepared: Sequence[Stage]) -> Iterator[Stage]:
        limit = self.max_examples // PREPARED_PER_DRAWN
        often = self.max_examples > MAX_EXAMPLES
        for step in prepared if limit else ():
            if step.category in (DRAWN_OFTEN if often else DRAWN) and (often or step.type in FIRST):
                yield Stage(category=step.category, type=step.type, drawn=True, limit=limit)
