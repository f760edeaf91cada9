"""What can be wrong with a message of a type, of every kind: listed, and found by its id."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from ..errors import UnknownMutation

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..cases.case import Case
    from ..contract import Contract
    from ..json_paths import Object


def as_json(case: "Case") -> "Object":
    """The case as JSON; a body of bytes as text, and none where it is the request around it that is odd."""
    kind = kind_of(case)
    fields = {"id": case.id, "kind": kind, "at": case.at, "keyword": case.keyword, "why": case.why}
    body = case.body.decode("utf-8", "replace") if isinstance(case.body, bytes) else case.body
    return fields if kind == "http" else fields | {"body": body}


def kind_of(case: "Case") -> str:
    """The kind under which a case is listed."""
    return "hostile" if case.hostile else case.category


def base_of(contract: "Contract", type: str) -> "Object":
    """The body that is made worse where that is done below or above JSON: the smallest message of a type."""
    from ..samples import sample
    from ..wire_envelope import envelope

    return envelope(sample(type, contract=contract, detail="minimal"))


def cases_of(kind: str, contract: "Contract", type: str, *, every: bool = True) -> "Iterable[Case]":
    """The cases of a kind; of mutations all, or a few that stand for all."""
    from .. import mutations
    from ..case_sources.malformed import is_framed

    match kind:
        case "mutation":
            return (
                _near_first(contract, type) if every else mutations.representative_mutations(contract, type)
            )
        case "disputed":
            return mutations.each_disputed(contract, type)
        case "forward-compatibility":
            return mutations.each_of_forward_compatibility(contract, type)
        case "http":
            cases = mutations.http_mutations(type, base_of(contract, type))
            return (case for case in cases if not is_framed(case))
        case _:
            bodies = mutations.text_mutations(base_of(contract, type)["message"], hostile=kind == "hostile")
            return (case for case in bodies if kind_of(case) == kind)


def _near_first(contract: "Contract", type: str) -> "Iterator[Case]":
    """Every mutation, near ones first, as these are made in a fraction of the time."""
    from ..mutations import each_mutation

    seen: set[str] = set()
    for each in each_mutation(contract, type, depth=2):
        seen.add(each.id)
        yield each
    yield from (each for each in each_mutation(contract, type) if each.id not in seen)


#: Mutations; disputed messages; those with future additions; bodies that are broken below JSON; what only an
#: attacker sends, megabytes and levels without end; unusual requests with a valid body.
KINDS = ("mutation", "disputed", "forward-compatibility", "text", "hostile", "http")


#: The first letter of the code of a family -> the kinds whose cases are of such families.
KINDS_BY_LETTER: Mapping[str, tuple[str, ...]] = {
    "S": ("mutation",),
    "D": ("disputed",),
    "F": ("forward-compatibility",),
    "J": ("mutation", "text", "hostile"),
    "H": ("http",),
    "X": ("hostile", "http"),
}


def found(contract: "Contract", type: str, id: str) -> "Case":
    """The case of an id, of whatever kind. Raises `UnknownMutation`."""
    listed: list[str] = []
    likely = (_named_like(id, kind, contract, type) for kind in _kinds_of(id))
    # Each kind has its turn: to make all of one can take seconds.
    for each in chain.from_iterable(zip_longest(*likely)):
        if each is None:
            continue
        if each.id == id:
            return each
        listed.append(each.id)
    raise UnknownMutation(id, type, listed)


def _kinds_of(id: str) -> tuple[str, ...]:
    """The kinds of which a case may have this id, by its first word; none if no case has."""
    from ..cases.family import Family

    word = re.split("[.:]", id)[0]
    letters = {family.code[0] for family in Family if family.group == word}
    return tuple(kind for kind in KINDS if any(kind in KINDS_BY_LETTER.get(each, ()) for each in letters))


def _named_like(id: str, kind: str, contract: "Contract", type: str) -> "Iterable[Case]":
    """The cases of a kind; of mutations those down to the depth of the place that an id names."""
    from ..mutations import each_mutation

    if kind != "mutation":
        return cases_of(kind, contract, type)
    return each_mutation(contract, type, depth=id.count("/") + 1)
