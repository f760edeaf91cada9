"""Messages about which the readings of the contract disagree, by name. They are never called invalid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, zip_longest
from typing import Any

from ..bundle import Erratum
from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..contract.tagged_unions import json_type
from ..json_paths import Object, copied, pointer, tokens
from ..shapes import Catalogue, Occurrence, Shape, Smallest, Union, occurrences
from ..shapes.compiler import DEFINITIONS
from ..wire_envelope import envelope
from .assertions import asserted_places, branch_name
from .base_messages import Base, BaseMessages
from .schema_paths import Path, around, put

#: Format -> a text that is nearly of it. What is far from any format follows.
NEAR: Mapping[str, str] = {
    "date": "2026-02-30",
    "date-time": "2026-01-01 00:00:00",
    "duration": "1 day",
    "email": "a@",
    "hostname": "-example.com",
    "ipv4": "127.0.0.256",
    "ipv6": "::1::",
    "time": "25:00:00Z",
    "uri": "//example.com/no-scheme",
    "uuid": "00000000-0000-4000-8000-00000000000",
}
FAR = "not a format at all"


def each_disputed(contract: Contract, type: str) -> Iterator[Case]:
    """
    Make the disputed messages of a type one after the other: errata, overlapping unions and formats in turn.

    Each is proven to be disputed.
    """
    ids: set[str] = set()
    kinds = [_proven(contract, kind(contract, type)) for kind in (_errata, _overlaps, _formats)]
    for one in chain.from_iterable(zip_longest(*kinds)):
        if one is not None and one.id not in ids:
            ids.add(one.id)
            yield one


def _proven(contract: Contract, offered: Iterable[Case]) -> Iterator[Case]:
    return (one for one in offered if contract.standing(one.message) == "disputed")


def _formats(contract: Contract, type: str) -> Iterator[Case]:
    base_messages = BaseMessages(contract, type)
    for asserted_place in asserted_places(contract.bundle, base_messages.catalogue, type):
        name = str(asserted_place.schema.get("format"))
        if name not in NEAR:
            continue
        for base in islice(base_messages.bases(asserted_place), 1):
            yield from _of_format(type, base, name)


def _of_format(type: str, base: Base, name: str) -> Iterator[Case]:
    for family, value in ((Family.FORMAT_NEAR, NEAR[name]), (Family.FORMAT_FAR, FAR)):
        yield Case(
            id=f"{family.id}{base.label()}",
            type=type,
            body=envelope(put(base.message, base.path.tokens, value)),
            category="disputed",
            family=family,
            facts={"text": value, "format": name},
            at=base.at,
        )


def _overlaps(contract: Contract, type: str) -> Iterator[Case]:
    catalogue = contract.catalogue()
    smallest = catalogue.smallest
    rest = contract.smallest(type)
    for occurrence in occurrences(catalogue, catalogue.message(type)).values():
        if not isinstance(occurrence.shape, Union) or not occurrence.shape.exclusive:
            continue
        at = pointer(*occurrence.at)
        for branch in occurrence.shape.branches:
            if catalogue.why_empty(branch.shape) is None:
                name = branch_name(contract.bundle, type, branch.at)
                message = _message(smallest, occurrence, smallest.of(branch.shape))
                yield Case(
                    id=f"{Family.UNION_OVERLAP.id}:{at}@{name}",
                    type=type,
                    body=envelope(_beside(rest, message, occurrence)),
                    category="disputed",
                    family=Family.UNION_OVERLAP,
                    facts={"branch": name},
                    at=at,
                )


def _errata(contract: Contract, type: str) -> Iterator[Case]:
    catalogue = contract.catalogue("observed")
    smallest = catalogue.smallest
    rest = contract.smallest(type)
    found = occurrences(catalogue, catalogue.message(type)).values()
    for erratum in contract.errata:
        occurrence = _nearest(found, _place(erratum, type))
        if occurrence is not None:
            for kind, value in _values(catalogue, smallest, occurrence.shape):
                yield Case(
                    id=f"{Family.ERRATUM.id}.{erratum.name}{f'.{kind}' if kind else ''}",
                    type=type,
                    body=envelope(_beside(rest, _message(smallest, occurrence, value), occurrence)),
                    category="disputed",
                    family=Family.ERRATUM,
                    facts={"kind": erratum.kind},
                    at=pointer(*occurrence.at),
                )


def _beside(rest: Object, message: Object, occurrence: Occurrence) -> Object:
    """Keep of a message what leads to the place; everything beside it conforms as published."""
    return {**rest, **{name: part for name, part in message.items() if name in occurrence.at[:1]}}


def _place(erratum: Erratum, type: str) -> str | None:
    """Point to an erratum in the document of `Contract.schema`; None if it is not there."""
    if erratum.published is None:
        return None
    file, _, at = erratum.place.partition("#")
    if file == "components.json":
        return f"{DEFINITIONS}{pointer(*tokens(at)[1:]).removeprefix('/')}"
    return f"#{at}" if file == f"{type}.json" else None


def _nearest(found: Iterable[Occurrence], place: str | None) -> Occurrence | None:
    if place is None:
        return None
    return next(
        (occurrence for occurrence in found if f"{occurrence.shape.at}/".startswith(f"{place}/")), None
    )


def _values(catalogue: Catalogue, smallest: Smallest, shape: Shape) -> Iterator[tuple[str, Any]]:
    if not isinstance(shape, Union):
        yield "", smallest.of(shape)
        return
    for branch in catalogue.branches(shape):
        value = smallest.of(branch.shape)
        yield json_type(value), value


def _message(smallest: Smallest, occurrence: Occurrence, value: Any) -> Any:
    path = occurrence.path
    steps = tuple(
        (one.above.shape, one.step) for one in path if one.above is not None and one.step is not None
    )
    return copied(around(smallest, Path(steps, occurrence.shape), value))
