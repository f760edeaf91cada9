"""What is sent of each category, in an order that is the same for the same seed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, islice
from typing import Any

from ..cases.case import Case, Category
from ..cases.condition import paths_of, value_at
from ..cases.family import Family
from ..contract import Contract
from ..detail_names import DetailName
from ..json_paths import pointer, with_value
from ..mutations import (
    each_alone,
    each_alone_within,
    each_disputed,
    each_mutation,
    each_of_forward_compatibility,
)
from ..samples import each_covering, flat_tool_calls, sample, spelled_otherwise
from ..samples.several_calls import several_tool_calls
from ..wire_envelope import envelope
from .extra_properties import with_extra_property
from .large_messages import large_messages
from .mutation_order import foremost, in_turns, own_properties
from .type_order import ACTED_ON, FIRST

Generator = Callable[[str, Contract, int], Iterator[Case]]

#: How many properties down a mutation is near the top.
NEAR, FIRST_STEP = 2, 1
#: How many realistic messages come before the suite that reaches every place. To make that takes a second or
#: two, so it is for runs with more messages than usual.
REALISTIC = 99
#: Seeds so far from the run's own that no tool is called in a conversation of another message.
ASKED = 30_000
#: How many realistic messages come before those with values from a list, and how many these are. Of the first
#: only what is required is sent, so that no two are about the same session.
SOME, LISTED = 4, 8
#: How many messages with one property more come early; the others are for types that handlers act on.
EXTENDED = 2
#: The types that handlers act on whose messages belong to a call with all that is known of it.
OF_CALLS = frozenset({*ACTED_ON} - {*FIRST})
#: What handlers look into most: lists that may be empty, and objects that may lack everything.
LOOKED_INTO = ("artifact", "call")
#: A time that the schema allows and Vapi does not send.
FRACTION = 1_775_000_000_000.5
#: What a message without a call is about.
SUBJECTS = ("chat", "session")
#: How much is in the first messages that are like production's: usual ones, large ones, and small ones.
SIZES: tuple[DetailName, ...] = ("typical", "rich", "minimal")
#: Which realistic messages have characters that are not ASCII, and the texts in which they have them.
ACCENTED = frozenset({1, *range(SOME, 3 * SOME)})
FOR_PEOPLE = frozenset({"content", "message", "transcript", "summary", "name", "firstMessage", "description"})
TOOL = ("function", "name")
ACCENTS = "À bientôt, Zoë 👋"


def conforming(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    The smallest messages, special ones, realistic ones, the covering suite, and realistic ones without end.

    Special ones are large, or have one property more, or a value from a list. The very smallest is what
    mutations are made from: a failure of it is not their fault.
    """
    bare = contract.smallest(type)
    if contract.standing(bare) == "conforming":
        yield _acceptable(Family.BARE, type, bare)
    smallest = sample(type, seed=seed, contract=contract, detail="minimal")
    yield _acceptable(Family.MINIMAL, type, smallest)
    yield from _samples(type, contract, seed, range(1, 2))
    yield from large(type, contract, seed)
    more = extended(type, contract, seed)
    yield from islice(more, EXTENDED)
    yield from _samples(type, contract, seed, range(2, SOME))
    yield from listed(type, contract, seed)
    yield from alone(type, contract)
    yield from more if type in ACTED_ON else ()
    yield from _samples(type, contract, seed, range(SOME, REALISTIC))
    for at, each in enumerate(each_covering(type, contract=contract)):
        yield _acceptable(Family.COVERING, type, each.message, at)
    yield from _samples(type, contract, seed, count(REALISTIC))


def large(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """Messages as large as those of a long call."""
    for at, message in enumerate(large_messages(type, contract, seed)):
        yield _acceptable(Family.LARGE, type, message, at)


def extended(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """Messages with one property more than the schema lists."""
    for place, message in with_extra_property(type, contract, seed):
        yield replace(_acceptable(Family.EXTRA, type, message), id=f"{Family.EXTRA.id}:{place}")


def listed(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """The smallest message with each value that the schema lists for a property, or with some of them."""
    bare = contract.smallest(type)
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

    For the types of calls that handlers act on, with each list and object in what they look into, too; for
    others in the chat or session that they are about.
    """
    for at, message in enumerate(each_alone(contract, type)):
        if contract.standing(message) == "conforming":
            yield _acceptable(Family.ALONE, type, message, at)
    fraction = {**contract.smallest(type), "timestamp": FRACTION}
    if type in ACTED_ON and contract.standing(fraction) == "conforming":
        yield replace(_acceptable(Family.ALONE, type, fraction), id=f"{Family.ALONE.id}:/timestamp")
    for outer in _looked_into(type, contract):
        for inner, message in each_alone_within(contract, type, outer):
            if contract.standing(message) == "conforming":
                case = _acceptable(Family.ALONE, type, message)
                yield replace(case, id=f"{Family.ALONE.id}:{pointer(outer, inner)}")


def _looked_into(type: str, contract: Contract) -> Sequence[str]:
    if type in OF_CALLS:
        return LOOKED_INTO
    return [name for name in SUBJECTS if name in contract.smallest(type)]


def _acceptable(family: Family, type: str, message: Any, number: int | None = None) -> Case:
    id = family.id if number is None else f"{family.id}-{number}"
    return Case(id=id, type=type, body=envelope(message), category="conforming", family=family)


def _some(values: Sequence[Any], seed: int) -> Sequence[Any]:
    """At most eight of the values, spread over all of them; others for another seed."""
    step = -(-len(values) // LISTED) or 1
    return values[seed % step :: step]


def observed(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    Messages as production sends them, without end; the first of each size, and each of another call.

    After those come tool calls that handlers often answer wrong.
    """
    yield from _observed(type, contract, seed, range(len(SIZES)))
    yield from asked(type, contract, seed)
    yield from _observed(type, contract, seed, count(len(SIZES)))


def asked(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """Several tool calls in one message, the same tool twice, and tools that nobody knows."""
    several = several_tool_calls(seed=seed + ASKED, contract=contract) if type == "tool-calls" else ()
    for name, message in several:
        case = _acceptable(Family.ASKED, type, message)
        yield replace(case, id=f"{Family.ASKED.id}:{name}", category="observed")


def _observed(type: str, contract: Contract, seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    for at in numbers:
        detail = SIZES[at] if at < len(SIZES) else "typical"
        message = sample(type, seed=seed + at, contract=contract, reading="observed", detail=detail)
        yield replace(_acceptable(Family.OBSERVED, type, message, at), category="observed")


def documented(type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """Tool calls in the flat form of the documentation, and types in another spelling."""
    if type == "tool-calls":
        for at, message in enumerate(flat_tool_calls(seed=seed, contract=contract)):
            yield replace(_acceptable(Family.DOCUMENTED, type, message, at), category="documented")
    for at, message in enumerate(spelled_otherwise(type, seed=seed, contract=contract)):
        yield replace(_acceptable(Family.SPELLED, type, message, at), category="documented")


def mutated(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """
    Every mutation, those near the top of the message first: to find these takes a fraction of the time.

    Before all others come the wrong JSON types at the places where handlers look. What few other types have
    is broken further down from the beginning.
    """
    own = each_mutation(contract, type, depth=NEAR, within=own_properties(contract, type))
    near, every = each_mutation(contract, type, depth=NEAR), each_mutation(contract, type)
    told: set[str] = set()
    first = foremost(each_mutation(contract, type, depth=FIRST_STEP))
    for mutation in chain(first, in_turns(own), near, every):
        if mutation.id not in told:
            told.add(mutation.id)
            yield mutation


def disputed(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """Messages about which the readings disagree; for the types that handlers act on: all have the like."""
    return each_disputed(contract, type) if type in ACTED_ON else iter(())


def forward_compatibility(type: str, contract: Contract, seed: int) -> Iterator[Case]:  # noqa: ARG001 - there is one order
    """Messages with properties, values and types that no schema lists yet."""
    return each_of_forward_compatibility(contract, type)


GENERATORS: dict[Category, Generator] = {
    "conforming": conforming,
    "observed": observed,
    "documented": documented,
    "mutation": mutated,
    "disputed": disputed,
    "forward-compatibility": forward_compatibility,
}


def generate(category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
    """The cases of a category for a message type."""
    return GENERATORS[category](type, contract, seed)


def _samples(type: str, contract: Contract, seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    for at in numbers:
        message = sample(type, seed=seed + at, contract=contract)
        message = _accented(message, contract) if at in ACCENTED else message
        yield _acceptable(Family.SAMPLE, type, message, at)


def _accented(message: Any, contract: Contract) -> Any:
    """The message, in which the first text for people has characters that are not ASCII."""
    texts = (path for path in paths_of(message) if path[-1] in FOR_PEOPLE and path[-2:] != TOOL)
    found = (path for path in texts if isinstance(value_at(message, path), str))
    changed = (with_value(message, path, f"{value_at(message, path)} {ACCENTS}") for path in found)
    return next((each for each in changed if contract.standing(each) == "conforming"), message)
