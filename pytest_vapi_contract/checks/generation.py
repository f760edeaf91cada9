"""
What is sent of each category, in an order that is the same for the same seed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from .._json import envelope
from ..contract import Contract
from ..mutations import Mutation
from ..samples import covering, mutations, sample
from .case import Case, Category

Generator = Callable[[str, Contract, int], Iterator[Case]]

#: How many realistic messages are sent before the suite that reaches every place.
REALISTIC = 12


def conforming(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    The smallest message, realistic ones, the covering suite, and more realistic ones without end.
    """
    smallest = sample(type, seed=seed, contract=contract, detail="minimal")
    yield Case(id="minimal", type=type, body=envelope(smallest), category="conforming")
    yield from _samples(type, contract, seed, range(REALISTIC))
    for at, each in enumerate(covering(type, contract=contract)):
        yield Case(id=f"covering-{at}", type=type, body=envelope(each.message), category="conforming")
    yield from _samples(type, contract, seed, count(REALISTIC))


def observed(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    Messages as production sends them, without end.
    """
    for at in count():
        message = sample(type, seed=seed + at, contract=contract, reading="observed")
        yield Case(id=f"observed-{at}", type=type, body=envelope(message), category="observed")


def mutated(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """
    Every mutation, in its own order.
    """
    yield from map(mutation_case, mutations(type, contract=contract))


GENERATORS: dict[Category, Generator] = {"conforming": conforming, "observed": observed, "mutation": mutated}


def generate(category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
    """
    The cases of a category for a message type.
    """
    return GENERATORS[category](type, contract, seed)


def mutation_case(mutation: Mutation) -> Case:
    """
    The case that a mutation is.
    """
    return Case(
        id=mutation.id,
        type=mutation.type,
        body=mutation.body,
        category="mutation",
        at=mutation.at,
        keyword=mutation.keyword,
    )


def representative(every: Sequence[Mutation]) -> tuple[Mutation, ...]:
    """
    Of each kind of mutation the first, and the first at each top-level property.
    """
    kinds: dict[tuple[str, str], Mutation] = {}
    places: dict[tuple[str, str], Mutation] = {}
    for mutation in every:
        kind = mutation.id.partition(":")[0]
        kinds.setdefault((mutation.keyword, kind), mutation)
        if mutation.at.count("/") <= 1:
            places.setdefault((mutation.keyword, mutation.at), mutation)
    chosen = {mutation.id for mutation in (*kinds.values(), *places.values())}
    return tuple(mutation for mutation in every if mutation.id in chosen)


def _samples(type: str, contract: Contract, seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    for at in numbers:
        message = sample(type, seed=seed + at, contract=contract)
        yield Case(id=f"sample-{at}", type=type, body=envelope(message), category="conforming")
