"""
What can be wrong with a message of a type, of every kind: listed, and found by its id.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from ..errors import UnknownMutation

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..cases.case import Case
    from ..contract import Contract
    from ..json_paths import Object


def as_json(case: "Case") -> "Object":
    """
    The case as JSON; a body of bytes as text, and none where it is the request around it that is odd.
    """
    kind = kind_of(case)
    fields = {"id": case.id, "kind": kind, "at": case.at, "keyword": case.keyword, "why": case.why}
    body = case.body.decode("utf-8", "replace") if isinstance(case.body, bytes) else case.body
    return fields if kind == "http" else fields | {"body": body}


def kind_of(case: "Case") -> str:
    """
    The kind under which a case is listed.
    """
    return "hostile" if case.family is not None and case.family.hostile else case.category


def base_of(contract: "Contract", type: str) -> "Object":
    """
    The body that is made worse where that is done below or above JSON: the smallest message of a type.
    """
    from ..json_paths import envelope
    from ..samples import sample

    return envelope(sample(type, contract=contract, detail="minimal"))


def every_mutation(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Every mutation, near ones first, as these are made in a fraction of the time.
    """
    from ..mutations import each_mutation

    seen = set()
    for each in each_mutation(contract, type, depth=2):
        seen.add(each.id)
        yield each
    yield from (each for each in each_mutation(contract, type) if each.id not in seen)


def representative(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    A few mutations that stand for all.
    """
    from ..mutations import representative_mutations

    return iter(representative_mutations(contract, type))


def disputed(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Messages about which the readings of the contract disagree.
    """
    from ..mutations import each_disputed

    return each_disputed(contract, type)


def forward_compatibility(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Messages with something new in them.
    """
    from ..mutations import each_of_forward_compatibility

    return each_of_forward_compatibility(contract, type)


def text(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Bodies that are broken below JSON.
    """
    from ..mutations import text_mutations

    return iter(text_mutations(base_of(contract, type)["message"]))


def hostile(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Bodies that only an attacker sends: megabytes, and levels without end.
    """
    from ..mutations import text_mutations

    bodies = text_mutations(base_of(contract, type)["message"], hostile=True)
    return (each for each in bodies if kind_of(each) == "hostile")


def http(contract: "Contract", type: str) -> "Iterator[Case]":
    """
    Requests that are odd around a sound body.
    """
    from ..case_sources.malformed import is_framed
    from ..mutations import http_mutations

    return (each for each in http_mutations(type, base_of(contract, type)) if not is_framed(each))


#: The kinds by name: what makes them.
KINDS: Mapping[str, "Callable[[Contract, str], Iterator[Case]]"] = {
    "mutation": every_mutation,
    "disputed": disputed,
    "tomorrow": forward_compatibility,
    "text": text,
    "hostile": hostile,
    "http": http,
}


def found(contract: "Contract", type: str, id: str) -> "Case":
    """
    The case of an id, of whatever kind. Raises `UnknownMutation`.
    """
    listed = []
    # Each kind has its turn: to make all of one can take seconds.
    for each in chain.from_iterable(zip_longest(*(make(contract, type) for make in KINDS.values()))):
        if each is None:
            continue
        if each.id == id:
            return each
        listed.append(each.id)
    raise UnknownMutation(id, type, listed)
