"""
What is sent of each category, in an order that is the same for the same seed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

from ..cases.case import Case, Category
from ..cases.family import Family
from ..contract import Contract
from ..json_paths import envelope
from ..mutations import (
    each_alone,
    each_disputed,
    each_mutation,
    each_of_forward_compatibility,
    smallest_message,
)
from ..samples import each_covering, sample
from .mutation_order import in_turns, own_properties
from .type_order import FIRST

Generator = Callable[[str, Contract, int], Iterator[Case]]

#: How many properties down a mutation is near the top.
NEAR = 2
#: How many realistic messages come before the suite that reaches every place. To make that takes a second or
#: two, so it is for runs with more messages than usual.
REALISTIC = 99
#: How many realistic messages come before those with values from a list, and how many these are. Of the first
#: only what is required is sent, so that no two are about the same session.
SOME, LISTED = 4, 8


def conforming(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    The smallest message, small and realistic ones, the covering suite, and more realistic ones without end.

    The very smallest is what mutations are made from: what is wrong with it is no fault of theirs.
    """
    bare = smallest_message(contract, type)
    if contract.standing(bare) == "conforming":
        yield _acceptable(Family.BARE, type, bare)
    smallest = sample(type, seed=seed, contract=contract, detail="minimal")
    yield _acceptable(Family.MINIMAL, type, smallest)
    yield from _samples(type, contract, seed, range(1, SOME))
    yield from listed(type, contract, seed)
    yield from alone(type, contract)
    yield from _samples(type, contract, seed, range(SOME, REALISTIC))
    for at, each in enumerate(each_covering(type, contract=contract)):
        yield _acceptable(Family.COVERING, type, each.message, at)
    yield from _samples(type, contract, seed, count(REALISTIC))


def listed(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    The smallest message with each value that the schema lists for a property, or with some of them.
    """
    bare = smallest_message(contract, type)
    properties = contract.bundle.messages[type].get("properties", {})
    values = {name: _some(properties[name].get("enum", ()), seed) for name in properties if name != "type"}
    for at in range(max(map(len, values.values()), default=0)):
        chosen = {name: some[at % len(some)] for name, some in values.items() if some}
        message = {**bare, **chosen}
        if contract.standing(message) == "conforming":
            yield _acceptable(Family.LISTED, type, message, at)


def alone(type: str, contract: Contract) -> Iterator[Case]:
    """
    The smallest message with each property that need not be there, one at a time.
    """
    for at, message in enumerate(each_alone(contract, type)):
        if contract.standing(message) == "conforming":
            yield _acceptable(Family.ALONE, type, message, at)


def _acceptable(family: Family, type: str, message: Any, number: int | None = None) -> Case:
    id = family.id if number is None else f"{family.id}-{number}"
    return Case(id=id, type=type, body=envelope(message), category="conforming", family=family)


def _some(values: Sequence[Any], seed: int) -> Sequence[Any]:
    """
    At most so many values, spread over all; others for another seed.
    """
    step = -(-len(values) // LISTED) or 1
    return values[seed % step :: step]


def observed(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    Messages as production sends them, without end.
    """
    for at in count():
        message = sample(type, seed=seed + at, contract=contract, reading="observed")
        yield replace(_acceptable(Family.OBSERVED, type, message, at), category="observed")


def mutated(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """
    Every mutation, those near the top of the message first: to find these takes a fraction of the time.

    What few other types have is broken further down from the beginning.
    """
    own = each_mutation(contract, type, depth=NEAR, within=own_properties(contract, type))
    near, every = each_mutation(contract, type, depth=NEAR), each_mutation(contract, type)
    told = set()
    for mutation in chain(in_turns(own), near, every):
        if mutation.id not in told:
            told.add(mutation.id)
            yield mutation


def disputed(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """
    Messages about which the readings disagree; for the first-class types, as they are alike in all.
    """
    return each_disputed(contract, type) if type in FIRST else iter(())


def forward_compatibility(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """
    Messages with properties, values and types that no schema lists yet.
    """
    return each_of_forward_compatibility(contract, type)


GENERATORS: dict[Category, Generator] = {
    "conforming": conforming,
    "observed": observed,
    "mutation": mutated,
    "disputed": disputed,
    "tomorrow": forward_compatibility,
}


def generate(category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
    """
    The cases of a category for a message type.
    """
    return GENERATORS[category](type, contract, seed)


def _samples(type: str, contract: Contract, seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    for at in numbers:
        message = sample(type, seed=seed + at, contract=contract)
        yield _acceptable(Family.SAMPLE, type, message, at)
