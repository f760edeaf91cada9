"""
In which order mutations are sent: each place has its turn before one has its second.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

from ..cases.case import Case
from ..contract import Contract
from ..mutations import Mutation

#: What handlers stumble over most comes first.
STUMBLES = ("type.null", "type.array", "type.string", "enum.unknown", "type.object", "type.number")
#: Where a wrong JSON type does most harm: handlers look there first.
PLACES = ("/message", "/type", "/call", "/artifact")
#: The wrong types there, as ids of mutations have them: those that handlers stumble over most come first.
WRONG_TYPES = ("null", "array", "string")
#: So many turns later comes what is further down than the properties of the message itself.
LATER = 2
#: So many types share the mutations of what messages of nearly all types have: each is sent for one of them.
SHARERS = 4
#: How the ids of mutations of the whole message begin that still say of which type it is.
OF_A_TYPE = ("required.", "type-of-other")


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


def foremost(mutations: Iterable[Mutation]) -> list[Mutation]:
    """
    The wrong JSON types at the places where handlers look first, one of each place in turn.
    """
    known = {mutation.id: mutation for mutation in mutations}
    ids = (_id(kind, place) for kind in WRONG_TYPES for place in PLACES)
    return [known[id] for id in ids if id in known]


def _id(kind: str, place: str) -> str:
    return f"envelope.{kind}" if place == "/message" else f"type.{kind}:{place}"


def shared_out(cases: Iterable[Case], type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    What one type takes of mutations that are much alike for all types, so that together they take all.

    Each property at the top is broken once, and what few other types have in every way. What says nothing of
    a type is left to the first one.
    """
    own, met = own_properties(contract, type), {""}
    turn = (contract.message_types.index(type) + seed) % SHARERS
    for case in cases:
        foremost = case.at.count("/") == 1 and case.at not in met
        met.add(case.at)
        if not case.at and not case.id.startswith(OF_A_TYPE):
            continue
        is_own = case.id.startswith("required.") if not case.at else case.at.split("/")[1] in own
        if foremost or is_own or crc32(case.id.encode()) % SHARERS == turn:
            yield case


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
