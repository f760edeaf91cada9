"""
In which order mutations are sent: each place has its turn before one has its second.
"""

from collections import Counter
from collections.abc import Iterable

from ..contract import Contract
from ..mutations import Mutation

#: What handlers stumble over most comes first.
STUMBLES = ("type.null", "type.array", "type.string", "enum.unknown", "type.object", "type.number")
#: So many turns later comes what is further down than the properties of the message itself.
LATER = 2


def in_turns(mutations: Iterable[Mutation]) -> list[Mutation]:
    """
    What breaks the whole message first, then one mutation of each place in turn.
    """
    different = {mutation.id: mutation for mutation in mutations}.values()
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, Mutation]] = []
    for mutation in sorted(different, key=_stumble):
        place = _place(mutation)
        ranked.append((turns[place] + LATER * (mutation.at.count("/") > 1) if place else -1, mutation))
        turns[place] += 1
    ranked.sort(key=lambda each: each[0])
    return [mutation for _, mutation in ranked]


def own_properties(contract: Contract, type: str) -> frozenset[str]:
    """
    The properties that messages of few other types have.
    """
    messages = contract.bundle.messages
    common = Counter(name for schema in messages.values() for name in schema.get("properties", ()))
    names = messages[type].get("properties", ())
    return frozenset(name for name in names if common[name] * 2 < len(messages))


def _stumble(mutation: Mutation) -> int:
    kind = mutation.id.partition(":")[0]
    return STUMBLES.index(kind) if kind in STUMBLES else len(STUMBLES)


def _place(mutation: Mutation) -> str:
    """
    Where a mutation is; a property that is left out is a place. Nothing for the message as a whole.
    """
    if mutation.id.startswith("type-of-other"):
        return "another type"
    missing = mutation.keyword == "required" and mutation.at
    return f"{mutation.at} {mutation.why}" if missing else mutation.at
