"""A few mutations for all: one for each part of the message and for each way to break something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..json_paths import tokens
from .assertions import AssertedPlace
from .complete import Build
from .mutators import MUTATORS

ABOUT = 40

Trait: TypeAlias = tuple[str, ...]


def representative(mutations: Iterable[Case], about: int = ABOUT) -> tuple[Case, ...]:
    """Pick some: one for each top-level property, then those that show most of what none has shown."""
    listed = list(mutations)
    traits = [_traits(mutation) for mutation in listed]
    nearest = {
        _part(listed[index]): index for index in reversed(range(len(listed))) if _is_shallow(listed[index])
    }
    picked = set(nearest.values())
    shown = {trait for index in picked for trait in traits[index]}
    while len(picked) < min(about, len(listed)):
        left = (index for index in range(len(listed)) if index not in picked)
        best = max(left, key=lambda index: _news(traits[index], shown))
        shown |= traits[best].keys()
        picked.add(best)
    return tuple(listed[index] for index in sorted(picked))


def _is_shallow(mutation: Case) -> bool:
    return mutation.at.count("/") <= 1


def _news(traits: dict[Trait, int], shown: set[Trait]) -> int:
    return sum(weight for trait, weight in traits.items() if trait not in shown)


def _traits(mutation: Case) -> dict[Trait, int]:
    """Tell what a mutation represents, and how much that counts."""
    family, part, keyword = mutation.family, _part(mutation), mutation.keyword
    assert family is not None  # each mutation has one
    return {
        ("part", part): 4,
        ("keyword", keyword): 4,
        ("family", family.group): 3,
        ("family", family.id): 2,
        ("part", part, keyword): 2,
    }


@lru_cache(maxsize=64)
def representative_mutations(contract: Contract, type: str, about: int = ABOUT) -> tuple[Case, ...]:
    """Pick a representative set without building the complete one; it is a part of that."""
    build = Build(contract, type)
    wanted = {asserted_place.place for asserted_place in _nearest(build.asserted_places)}
    return representative(_of_places(build, wanted), about)


def _part(mutation: Case) -> str:
    """Tell which top-level property a mutation breaks."""
    if mutation.at == "" and mutation.family is Family.REQUIRED:
        return str(mutation.facts["name"])
    return _top(mutation.at)


def _top(at: str) -> str:
    return tokens(at)[0] if at else ""


def _nearest(asserted_places: Iterable[AssertedPlace]) -> Iterator[AssertedPlace]:
    """List the nearest place for each keyword in each part of the message."""
    seen: set[tuple[str, str]] = set()
    for asserted_place in asserted_places:
        news = {
            (_top(asserted_place.place), keyword) for keyword in MUTATORS if keyword in asserted_place.schema
        } - seen
        if news:
            seen |= news
            yield asserted_place


def _of_places(build: Build, wanted: set[str]) -> Iterator[Case]:
    yield from (proven.mutation for proven in build.of_bodies())
    for asserted_place in build.asserted_places:
        if asserted_place.place in wanted:
            yield from (proven.mutation for proven in build.at(asserted_place))
    yield from (proven.mutation for proven in build.of_other_types())
