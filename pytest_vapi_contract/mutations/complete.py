"""The complete set: every assertion that a conforming message can reach, broken and proven broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..json_paths import dumps, pointer
from ..shapes.places import TOO_LONG_REASON
from ..wire_envelope import envelope
from .assertions import AssertedPlace, Assertion, asserted_places
from .base_messages import Base, BaseMessages, texts_listed
from .bodies import BODIES
from .fault import NO_ITEM, Fault, ValidValue
from .mutators import MUTATORS
from .schema_paths import put
from .wrong_texts import LONGEST

NEIGHBOURS = 6
ACCEPTED = "every value that breaks it matches another branch of {union}, or is known to be sent"
NOTHING_KNOWN = "no value is known that breaks it under every interpretation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """Which assertions of a message type the complete set breaks, and why it does not break the others."""

    broken: frozenset[Assertion]
    unbroken: Mapping[Assertion, str]

    @property
    def share(self) -> float:
        """The share of the assertions that are broken at least once."""
        return len(self.broken) / ((len(self.broken) + len(self.unbroken)) or 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proven:
    """A mutation, and how it came about: enough to make it again in a larger message."""

    mutation: Case
    keyword: str | None = (
        None  #: The keyword whose mutator made it; None if it is not about an asserted place.
    )
    asserted_place: AssertedPlace | None = None
    base: Base | None = None
    fault: Fault | None = None


@dataclass
class Build:
    """The making of the mutations of one message type, lazily and in order."""

    contract: Contract
    type: str
    depth: int | None = None  #: How far down the places are that are broken; None for all.
    within: frozenset[str] | None = None  #: What other properties of the message hold is left alone.
    reached: dict[Assertion, AssertedPlace] = field(default_factory=dict[Assertion, AssertedPlace])
    broken: set[Assertion] = field(default_factory=set[Assertion])
    #: Place -> the bodies of the mutations there.
    _seen: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    _ids: set[str] = field(default_factory=set[str])

    @cached_property
    def base_messages(self) -> BaseMessages:
        """Where conforming messages come from."""
        return BaseMessages(self.contract, self.type)

    @cached_property
    def asserted_places(self) -> tuple[AssertedPlace, ...]:
        """What there is to break, nearest first."""
        return asserted_places(
            self.contract.bundle, self.base_messages.catalogue, self.type, depth=self.depth
        )

    @cached_property
    def _by_place(self) -> Mapping[str, Sequence[AssertedPlace]]:
        found: dict[str, list[AssertedPlace]] = {}
        for asserted_place in self.asserted_places:
            found.setdefault(asserted_place.place, []).append(asserted_place)
        return found

    @cached_property
    def _neighbours(self) -> Mapping[AssertedPlace, tuple[str, ...]]:
        return _neighbours(self.asserted_places)

    def __iter__(self) -> Iterator[Proven]:
        yield from self.of_bodies()
        for asserted_place in self.asserted_places:
            if self.within is None or _is_within(asserted_place.place, self.within):
                yield from self.at(asserted_place)
        yield from self.of_other_types()

    def at_place(self, place: str) -> tuple[Proven, ...]:
        """Break everything asserted at a place of the message, without making the whole set."""
        # Mutations are told apart from others at the same place, so that these have the ids of the whole set.
        one = copy(self)
        one.reached, one.broken, one._seen, one._ids = {}, set(), {}, set()
        bodies = tuple(one.of_bodies())
        return (
            tuple(
                proven
                for asserted_place in self._by_place.get(place, ())
                for proven in one.at(asserted_place)
            )
            or bodies
        )

    def of_bodies(self) -> Iterator[Proven]:
        """Break the body around the smallest message."""
        for family, (make, keyword) in BODIES.items():
            message = self.base_messages.message()
            body = make(message)
            if self._is_new("", body) and self._is_violating(body):
                mutation = Case(
                    id=family.id,
                    type=self.type,
                    body=body,
                    category="mutation",
                    family=family,
                    keyword=keyword,
                    around=self.base_messages.message(),
                )
                yield Proven(mutation=mutation)

    def of_other_types(self) -> Iterator[Proven]:
        """Take the smallest message of each other type for one of this type."""
        for other in self.contract.message_types:
            if self.contract.why_not_generated(other) is not None:
                continue
            message = self.contract.smallest(other) | {"type": self.type}
            missing = [name for name in self._required if name not in message]
            if other == self.type or not missing or not self._is_violating(message):
                continue
            facts = {"other": other, "type": self.type, "name": missing[0]}
            fault = Fault(family=Family.TYPE_OF_OTHER, value=message, keyword="required", facts=facts)
            for mutation in self._mutations(fault, fault.family.id_of(other), "", "", message, None):
                yield Proven(mutation=mutation)

    @property
    def _required(self) -> Sequence[str]:
        required: Sequence[str] = self.contract.bundle.messages[self.type].get("required", ())
        return required

    def at(self, asserted_place: AssertedPlace) -> Iterator[Proven]:
        """Break what a place asserts, keyword by keyword."""
        for assertion in asserted_place.assertions:
            self.reached.setdefault(assertion, asserted_place)
        for keyword in MUTATORS:
            if keyword in asserted_place.schema:
                yield from self._of_keyword(asserted_place, keyword)

    def _of_keyword(self, asserted_place: AssertedPlace, keyword: str) -> Iterator[Proven]:
        """Break one keyword of a place in each way that no reading allows, on the first base that serves."""
        proven: set[tuple[Family, str]] = set()
        for base in self.base_messages.bases(asserted_place):
            offered = self.faults(asserted_place, keyword, base.valid)
            for fault, message in self._violating(base, offered, proven):
                self.broken.add(Assertion(asserted_place.at, keyword, fault.name))
                for mutation in self._mutations_at(fault, base, message):
                    yield Proven(
                        mutation=mutation,
                        keyword=keyword,
                        asserted_place=asserted_place,
                        base=base,
                        fault=fault,
                    )
            if offered and proven.issuperset(fault.way for fault in offered):
                return

    def faults(self, asserted_place: AssertedPlace, keyword: str, valid: ValidValue) -> tuple[Fault, ...]:
        """List the faults that a keyword of a place offers for a value."""
        return tuple(MUTATORS[keyword](replace(valid, neighbours=self._neighbours[asserted_place])))

    def _violating(
        self, base: Base, offered: Iterable[Fault], proven: set[tuple[Family, str]]
    ) -> Iterator[tuple[Fault, Any]]:
        """List the first fault of each way to break the base that no reading allows, with its message."""
        for fault in offered:
            if fault.way in proven:
                continue
            message = put(base.message, base.path.tokens, fault.value)
            if self._is_violating(message):
                proven.add(fault.way)
                yield fault, message

    def coverage(self) -> Coverage:
        """Tell what has been broken so far, and why the rest has not."""
        reasons = {
            assertion: _why_unbroken(asserted_place, assertion)
            for assertion, asserted_place in self.reached.items()
            if assertion not in self.broken
        }
        return Coverage(broken=frozenset(self.reached.keys() & self.broken), unbroken=reasons)

    def _is_violating(self, body: Any) -> bool:
        return self.contract.standing(body) == "violating"

    def _is_new(self, place: str, body: Any) -> bool:
        text = dumps(body)
        seen = self._seen.setdefault(place, set())
        if text in seen:
            return False
        seen.add(text)
        return True

    def _mutations_at(self, fault: Fault, base: Base, message: Any) -> Iterator[Case]:
        tokens = base.path.tokens
        place = pointer(*tokens) + fault.below
        at = pointer(*tokens[:-1]) if fault.of_union else place
        id = f"{fault.id}{base.label(place)}"
        unbroken = base.message if fault.whole is NO_ITEM else put(base.message, tokens, fault.whole)
        yield from self._mutations(fault, id, base.at, at, message, unbroken)

    def _mutations(
        self, fault: Fault, id: str, place: str, at: str, message: Any, unbroken: Any
    ) -> Iterator[Case]:
        """Make the mutation, unless another one at the place is the same."""
        body = envelope(message)
        if self._is_new(place, body):
            yield Case(
                id=self._unique(id),
                type=self.type,
                body=body,
                category="mutation",
                family=fault.family,
                facts=fault.facts,
                at=at,
                keyword=fault.keyword,
                unbroken=unbroken,
            )

    def _unique(self, id: str) -> str:
        unique, number = id, 1
        while unique in self._ids:
            number += 1
            unique = f"{id}~{number}"
        self._ids.add(unique)
        return unique


def _is_within(place: str, names: frozenset[str]) -> bool:
    """Tell whether a place is a property of the message, or in one of those with these names."""
    return place.count("/") < 2 or place.split("/")[1] in names


def _neighbours(asserted_places: Sequence[AssertedPlace]) -> Mapping[AssertedPlace, tuple[str, ...]]:
    """Find for each place what the enumerations before it list; for the first what the last lists."""
    found: dict[AssertedPlace, tuple[str, ...]] = {}
    latest = texts_listed(asserted_places[-1].schema)
    for asserted_place in asserted_places:
        found[asserted_place] = latest
        latest = (*texts_listed(asserted_place.schema)[:2], *latest)[:NEIGHBOURS]
    return found


def _why_unbroken(asserted_place: AssertedPlace, assertion: Assertion) -> str:
    if (
        assertion.keyword in {"minLength", "maxLength"}
        and asserted_place.schema[assertion.keyword] >= LONGEST
    ):
        return TOO_LONG_REASON
    branches = [
        way.branch for schema_path in asserted_place.schema_paths for way in schema_path if way.branch
    ]
    return ACCEPTED.format(union=branches[-1].rpartition("/")[0]) if branches else NOTHING_KNOWN


@lru_cache(maxsize=4)
def complete(contract: Contract, type: str) -> tuple[tuple[Proven, ...], Coverage]:
    """Build and prove the complete set for a message type, and tell what it covers."""
    build = Build(contract, type)
    proven = tuple(build)
    return proven, build.coverage()


def each_mutation(
    contract: Contract, type: str, *, depth: int | None = None, within: Iterable[str] | None = None
) -> Iterator[Case]:
    """
    Make the mutations of a message type one after the other, shallow first: for who does not want them all.

    With `depth`, only those at most that many properties and items down, which takes less time to begin; with
    `within`, of those inside a property of the message only those in properties with these names.
    """
    names = None if within is None else frozenset(within)
    for proven in Build(contract, type, depth=depth, within=names):
        yield proven.mutation


def all_mutations(contract: Contract, type: str) -> tuple[Case, ...]:
    """List every mutation of a message type, in the same order each time."""
    return tuple(proven.mutation for proven in complete(contract, type)[0])


def coverage(contract: Contract, type: str) -> Coverage:
    """Tell which assertions of a message type the complete set breaks."""
    return complete(contract, type)[1]
