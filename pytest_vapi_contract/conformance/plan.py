"""
What a run sends, step by step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..checks import FIRST, ODD, Category, Rule, concerns, has_cases, in_order
from ..contract import Contract
from ..delivery import Handler
from ..errors import UnknownMessageType

#: How many messages of one kind (conforming, observed, mutations) of one message type are sent at most.
MAX_EXAMPLES = 100
#: How many sound messages are enough where the type is not first-class: the smallest, and realistic ones.
FEW = 13
#: One message in so many is drawn at random, after all others; where the type is not first-class, only in a
#: run with more messages than usual.
RARE = 5

#: In this order, each for all message types before the next.
ORDER: tuple[Category, ...] = (
    "conforming",
    "observed",
    "mutation",
    "disputed",
    "tomorrow",
    "text",
    "http",
    "credentials",
    "replay",
    "redelivery",
    "concurrency",
)
#: What a smaller message must still be, for the categories that have to be accepted.
ACCEPTABLE: Mapping[Category, frozenset[str]] = {
    "conforming": frozenset({"conforming"}),
    "observed": frozenset({"conforming", "disputed"}),
}
#: What is drawn at random as well.
DRAWN: tuple[Category, ...] = ("conforming", "observed", "mutation", "http")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """
    All that is sent of one category and message type: what is prepared, or what is drawn at random.
    """

    category: Category
    type: str
    drawn: bool = False
    limit: int = MAX_EXAMPLES  #: So many messages at most.

    def __str__(self) -> str:
        if self.category == "concurrency":
            return "messages at once"
        return f"{'random ' if self.drawn else ''}{self.category} messages of {self.type}"


def chosen(types: Iterable[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    """
    The message types that are asked for, all by default. Raises `UnknownMessageType`.
    """
    if types is None:
        return in_order(known)
    asked = tuple(dict.fromkeys(types))
    for type in asked:
        if type not in known:
            raise UnknownMessageType(type, known)
    return asked


def steps_of(
    rules: Iterable[Rule],
    types: Sequence[str],
    *,
    handler: Handler,
    contract: Contract,
    max_examples: int,
    with_state: bool,
) -> list[Step]:
    """
    The steps that some rules ask for, in the order in which they are taken.
    """
    concerned = [rule for rule in rules if concerns(rule, handler, with_state=with_state)]
    wanted = {(category, type) for rule in concerned for category, type in _asked_for(rule, types, contract)}
    prepared = [
        Step(category=category, type=type, limit=_limit(category, type, max_examples))
        for category in ORDER
        if has_cases(category, handler)
        for type in types
        if (category, type) in wanted
    ]
    return [*prepared, *_drawn(prepared, max_examples)]


def _asked_for(rule: Rule, types: Sequence[str], contract: Contract) -> Iterator[tuple[Category, str]]:
    for category in rule.categories:
        if category in ODD or category == "concurrency":
            yield from ((category, type) for type in types[:1])
        else:
            yield from ((category, type) for type in types if rule.concerns_type(type, contract))


def _limit(category: Category, type: str, max_examples: int) -> int:
    """
    How many cases are sent: of sound messages fewer where the type is not first-class.
    """
    few = category in ACCEPTABLE and type not in FIRST and max_examples <= MAX_EXAMPLES
    return min(max_examples, FEW) if few else max_examples


def _drawn(prepared: Sequence[Step], max_examples: int) -> Iterator[Step]:
    for step in prepared:
        often = step.type in FIRST or max_examples > MAX_EXAMPLES
        if step.category in DRAWN and often and max_examples >= RARE:
            yield Step(category=step.category, type=step.type, drawn=True, limit=max_examples // RARE)
