"""
The complete set: every assertion that a conforming message can reach, broken in every way, and proven broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .._json import dumps, envelope, pointer
from ..contract import Contract
from .bodies import broken_bodies
from .families import MUTATORS
from .fault import Fault
from .grounds import Base, Grounds, near, texts_listed
from .mutation import Mutation
from .sites import Assertion, Site, sites
from .trails import copied, put
from .wrong_texts import LONGEST

NEIGHBOURS = 6
TOO_LONG = "a string of that length does not fit into a message of 64 KB"
ACCEPTED = "whatever was tried is accepted by another branch of a union, or by an erratum"
NOTHING_TRIED = "no value that breaks it is known"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """
    Which assertions of a message type the complete set breaks, and why it does not break the others.
    """

    broken: frozenset[Assertion]
    unbroken: Mapping[Assertion, str]

    @property
    def share(self) -> float:
        """
        The share of the assertions that are broken at least once.
        """
        return len(self.broken) / ((len(self.broken) + len(self.unbroken)) or 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proven:
    """
    A mutation, and how it came about: enough to make it again in a larger message.
    """

    mutation: Mutation
    family: str
    keyword: str | None = None  #: The keyword whose mutator made it; None if it is not one of a site.
    site: Site | None = None
    base: Base | None = None
    name: str = ""


@dataclass
class Build:
    """
    The making of the mutations of one message type, lazily and in order.
    """

    contract: Contract
    type: str
    tried: dict[Assertion, bool] = field(default_factory=dict)  #: Whether an assertion has been broken.
    _seen: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.grounds = Grounds(self.contract.bundle, self.type)
        self.sites = sites(self.contract.bundle, self.grounds.catalogue, self.type)

    def __iter__(self) -> Iterator[Proven]:
        yield from self.of_bodies()
        neighbours = texts_listed(self.sites[-1].schema)
        for site in self.sites:
            yield from self.at(site, neighbours)
            neighbours = (*texts_listed(site.schema)[:2], *neighbours)[:NEIGHBOURS]
        yield from self.of_other_types()

    def of_bodies(self) -> Iterator[Proven]:
        """
        Break the body around the smallest message.
        """
        message = self.grounds.message()
        for family, body, why, keyword in broken_bodies(message):
            if self._is_violating(body):
                self._seen.add(dumps(body))
                yield Proven(
                    family=family,
                    mutation=Mutation(
                        id=family,
                        at="",
                        keyword=keyword,
                        why=f"{why}.",
                        type=self.type,
                        message=message,
                        body=copied(body),
                    ),
                )

    def of_other_types(self) -> Iterator[Proven]:
        """
        Take the smallest message of each other type for one of this type.
        """
        required = self.contract.bundle.messages[self.type].get("required", ())
        for other in self.contract.message_types:
            message = Grounds(self.contract.bundle, other).message() | {"type": self.type}
            missing = [name for name in required if name not in message]
            if other == self.type or not missing or not self._is_violating(message):
                continue
            why = f"a {other} message says that it is a {self.type}, and `{missing[0]}` is missing"
            fault = Fault(family="type-of-other", value=message, why=why, keyword="required")
            mutation = self._mutation(fault, f"type-of-other.{other}", "", message)
            if mutation is not None:
                yield Proven(family="type-of-other", mutation=mutation)

    def at(self, site: Site, neighbours: tuple[Any, ...] = ()) -> Iterator[Proven]:
        """
        Break what a site asserts, keyword by keyword.
        """
        for assertion in site.assertions:
            self.tried.setdefault(assertion, False)
        for keyword in MUTATORS:
            if keyword in site.schema:
                yield from self.of_keyword(site, keyword, neighbours)

    def of_keyword(self, site: Site, keyword: str, neighbours: tuple[Any, ...] = ()) -> Iterator[Proven]:
        """
        Break one keyword of a site in each way that no reading allows, on the first base that serves.
        """
        proven: set[tuple[str, str]] = set()
        for base in self.grounds.bases(site):
            offered = list(MUTATORS[keyword](near(base.ground, neighbours)))
            for fault in offered:
                key = (fault.family, fault.name)
                if key in proven:
                    continue
                message = put(base.message, base.path.tokens, fault.value)
                if not self._is_violating(message):
                    continue
                proven.add(key)
                self._note(site, keyword, fault)
                mutation = self._mutation_at(fault, base, message)
                if mutation is not None:
                    yield Proven(
                        mutation=mutation,
                        family=fault.family,
                        keyword=keyword,
                        site=site,
                        base=base,
                        name=fault.name,
                    )
            if offered and proven.issuperset((fault.family, fault.name) for fault in offered):
                return

    def coverage(self) -> Coverage:
        """
        Tell what has been broken so far, and why the rest has not.
        """
        unbroken = {
            assertion: self._reason(assertion) for assertion, broken in self.tried.items() if not broken
        }
        return Coverage(
            broken=frozenset(assertion for assertion, broken in self.tried.items() if broken),
            unbroken=unbroken,
        )

    def _reason(self, assertion: Assertion) -> str:
        site = next(site for site in self.sites if site.at == assertion.at)
        if assertion.keyword == "maxLength" and site.schema["maxLength"] >= LONGEST:
            return TOO_LONG
        return ACCEPTED

    def _is_violating(self, body: Any) -> bool:
        return self.contract.standing(body) == "violating"

    def _note(self, site: Site, keyword: str, fault: Fault) -> None:
        assertion = Assertion(site.at, keyword, fault.name)
        if assertion in self.tried:
            self.tried[assertion] = True

    def _mutation_at(self, fault: Fault, base: Base, message: Any) -> Mutation | None:
        at = pointer(*base.path.tokens) + fault.below
        return self._mutation(fault, f"{fault.family}{_place(at, base)}", at, message)

    def _mutation(self, fault: Fault, id: str, at: str, message: Any) -> Mutation | None:
        text = dumps(envelope(message))
        if text in self._seen:
            return None
        self._seen.add(text)
        return Mutation(
            id=self._unique(id),
            at=at,
            keyword=fault.keyword,
            why=f"{fault.why}.",
            type=self.type,
            message=message,
            body=envelope(message),
        )

    def _unique(self, id: str) -> str:
        unique, number = id, 1
        while unique in self._ids:
            number += 1
            unique = f"{id}~{number}"
        self._ids.add(unique)
        return unique


def _place(at: str, base: Base) -> str:
    return f"{':' if at else ''}{at}" + (f"@{base.branch}" if base.branch else "")


@lru_cache(maxsize=2)
def complete(contract: Contract, type: str) -> tuple[tuple[Proven, ...], Coverage]:
    """
    Build and prove the complete set for a message type, and tell what it covers.
    """
    build = Build(contract, type)
    proven = tuple(build)
    return proven, build.coverage()


def each_mutation(contract: Contract, type: str) -> Iterator[Mutation]:
    """
    Make the mutations of a message type one after the other, shallow first: for who does not want them all.
    """
    for proven in Build(contract, type):
        yield proven.mutation


def all_mutations(contract: Contract, type: str) -> tuple[Mutation, ...]:
    """
    List every mutation of a message type, in the same order each time.
    """
    return tuple(proven.mutation for proven in complete(contract, type)[0])


def mutation_of(contract: Contract, type: str, id: str) -> Mutation | None:
    """
    Find the mutation that has an id.
    """
    return next((mutation for mutation in each_mutation(contract, type) if mutation.id == id), None)


def coverage(contract: Contract, type: str) -> Coverage:
    """
    Tell which assertions of a message type the complete set breaks.
    """
    return complete(contract, type)[1]
