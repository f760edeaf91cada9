"""Conforming messages with one property more: Vapi adds some every few weeks, and the schemas forbid none."""

from collections.abc import Iterator
from itertools import islice

from ..cases.condition import NEW_PROPERTY, Path, paths_of, value_at
from ..contract import Contract
from ..json_paths import Object, pointer, with_value
from ..mutations import each_alone
from ..mutations.forward_compatibility import NEW_PROPERTY_VALUE
from ..samples import sample

#: How many come of one origin: what may be there, what is required, and deep in a realistic message.
OPTIONAL, REQUIRED, DEEP = 4, 3, 2
#: What handlers look into most.
LOOKED_AT = ("call", "artifact", "assistant")
#: What is this many levels down in a message is deep.
FAR = 3
#: Seeds so far from the run's own that no other message is about the same call.
APART = 10_000


def with_extra_property(type: str, contract: Contract, seed: int) -> Iterator[tuple[str, Object]]:
    """Messages with a property that no schema lists, at the top first; each with the place of the object."""
    bare = contract.smallest(type)
    seen: set[str] = set()
    for path, message in _places(type, bare, contract, seed):
        place = pointer(*path)
        if place in seen:
            continue
        seen.add(place)
        extended = with_value(message, (*path, NEW_PROPERTY), dict(NEW_PROPERTY_VALUE))
        if contract.standing(extended) == "conforming":
            yield place, extended


def _places(type: str, bare: Object, contract: Contract, seed: int) -> Iterator[tuple[Path, Object]]:
    """Objects, each by its path in a message."""
    yield (), bare
    yield from islice(_optional(type, bare, contract), OPTIONAL)
    yield from ((path, bare) for path in islice(_objects(bare), REQUIRED))
    realistic = sample(type, seed=seed + APART, contract=contract)
    deep = [path for path in _objects(realistic) if len(path) >= FAR]
    for at in range(min(DEEP, len(deep))):
        yield deep[(seed + at * len(deep) // DEEP) % len(deep)], realistic


def _optional(type: str, bare: Object, contract: Contract) -> Iterator[tuple[Path, Object]]:
    """Optional objects, each in the smallest message that has it; what handlers look into comes first."""
    alone = [message for message in each_alone(contract, type) if contract.standing(message) == "conforming"]
    tops = {path[0]: message for message in alone for path in _objects(message) if len(path) == 1}
    names = [name for name in (*LOOKED_AT, *tops) if name in tops.keys() - bare.keys()]
    yield from (((name,), tops[name]) for name in dict.fromkeys(names))


def _objects(message: Object) -> Iterator[Path]:
    return (path for path in paths_of(message) if isinstance(value_at(message, path), dict))
