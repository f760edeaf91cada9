"""In which order mutations are sent: each place has its turn before one has its second."""

from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..json_paths import tokens

#: What handlers stumble over most comes first.
STUMBLES: tuple[Family | None, ...] = (
    Family.TYPE_NULL,
    Family.TYPE_ARRAY,
    Family.TYPE_STRING,
    Family.ENUM_UNKNOWN,
    Family.TYPE_OBJECT,
    Family.TYPE_NUMBER,
)
#: Where a wrong JSON type does most harm: handlers look there first. The message itself is the first.
PLACES = ("", "/type", "/call", "/artifact")
#: The wrong types there, of the message and of its parts: those that handlers stumble over most come first.
WRONG_TYPES = (
    (Family.ENVELOPE_NULL, Family.TYPE_NULL),
    (Family.ENVELOPE_ARRAY, Family.TYPE_ARRAY),
    (Family.ENVELOPE_STRING, Family.TYPE_STRING),
)
#: How many rounds later the places below the properties of the message itself come.
LATER = 2
#: The number of types that share mutations of what nearly all types have: each is sent for one of them.
SHARERS = 4
#: Something that is required is left out.
REQUIRED = frozenset({Family.REQUIRED, Family.REQUIRED_ALL})
#: What breaks the whole message and still shows its type.
OF_A_TYPE = REQUIRED | {Family.TYPE_OF_OTHER}
#: Where a mutation is: the pointer, and the family and the property where something is left out.
Place = tuple[str, Family | None, str]


def in_turns(mutations: Iterable[Case]) -> list[Case]:
    """What breaks the whole message first, then one mutation of each place in turn."""
    different = {mutation.id: mutation for mutation in mutations}.values()
    turns: Counter[Place | None] = Counter()
    ranked: list[tuple[int, Case]] = []
    for mutation in sorted(different, key=_stumble):
        place = _place(mutation)
        ranked.append((turns[place] + LATER * (mutation.at.count("/") > 1) if place else -1, mutation))
        turns[place] += 1
    ranked.sort(key=lambda each: each[0])
    return [mutation for _, mutation in ranked]


def foremost(mutations: Iterable[Case]) -> list[Case]:
    """The wrong JSON types at the places where handlers look first, one of each place in turn."""
    known = {(mutation.family, mutation.at): mutation for mutation in reversed(list(mutations))}
    wanted = ((part if at else whole, at) for whole, part in WRONG_TYPES for at in PLACES)
    return [known[each] for each in wanted if each in known]


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
        if not case.at and case.family not in OF_A_TYPE:
            continue
        is_own = tokens(case.at)[0] in own if case.at else case.family in REQUIRED
        if foremost or is_own or crc32(case.id.encode()) % SHARERS == turn:
            yield case


def own_properties(contract: Contract, type: str) -> frozenset[str]:
    """The properties that messages of few other types have."""
    messages = contract.bundle.messages
    common = Counter(name for schema in messages.values() for name in schema.get("properties", ()))
    names = messages[type].get("properties", ())
    return frozenset(name for name in names if common[name] * 2 < len(messages))


def _stumble(mutation: Case) -> int:
    return STUMBLES.index(mutation.family) if mutation.family in STUMBLES else len(STUMBLES)


def _place(mutation: Case) -> Place | None:
    """Where a mutation is; a property that is left out is a place. None for the message as a whole."""
    is_missing = mutation.keyword == "required" and mutation.at
    if mutation.family is Family.TYPE_OF_OTHER or is_missing:
        return mutation.at, mutation.family, mutation.facts.get("name", "") if is_missing else ""
    return (mutation.at, None, "") if mutation.at else None
