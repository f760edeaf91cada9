"""
What can be wrong with a message of a type, of every kind: listed, and found by its id.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import UnknownMutation

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..contract import Contract
    from ..json_paths import Object
    from ..mutations import Disputed, ForwardCompatibility, Mutation, TextMutation


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """
    Something to send that is not what the contract asks for, or not surely.
    """

    id: str
    kind: str
    why: str
    at: str = ""
    keyword: str = ""
    body: Any = None  #: The whole JSON body, or bytes; nothing where it is the request around it that is odd.

    def to_json(self) -> "Object":
        """
        The variant as JSON; a body of bytes as text.
        """
        body = self.body.decode("utf-8", "replace") if isinstance(self.body, bytes) else self.body
        fields = {"id": self.id, "kind": self.kind, "at": self.at, "keyword": self.keyword, "why": self.why}
        return fields if self.kind == "http" else fields | {"body": body}


def base_of(contract: "Contract", type: str) -> "Object":
    """
    The body that is made worse where that is done below or above JSON: the smallest message of a type.
    """
    from ..json_paths import envelope
    from ..samples import sample

    return envelope(sample(type, contract=contract, detail="minimal"))


def every_mutation(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    Every mutation, near ones first, as these are made in a fraction of the time.
    """
    from ..mutations import each_mutation

    seen = set()
    for each in each_mutation(contract, type, depth=2):
        seen.add(each.id)
        yield _variant("mutation", each)
    yield from (_variant("mutation", each) for each in each_mutation(contract, type) if each.id not in seen)


def representative(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    A few mutations that stand for all.
    """
    from ..mutations import representative_mutations

    return (_variant("mutation", each) for each in representative_mutations(contract, type))


def disputed(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    Messages about which the readings of the contract disagree.
    """
    from ..mutations import disputed_messages

    return (_variant("disputed", each) for each in disputed_messages(contract, type))


def forward_compatibility(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    Messages with something new in them.
    """
    from ..mutations import messages_of_forward_compatibility

    return (_variant("tomorrow", each) for each in messages_of_forward_compatibility(contract, type))


def text(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    Bodies that are broken below JSON.
    """
    from ..mutations import text_mutations

    return (_variant("text", each) for each in text_mutations(base_of(contract, type)["message"]))


def hostile(contract: "Contract", type: str) -> Iterator[Variant]:
    """
    Bodies that only an attacker sends: megabytes, and levels without end.
    """
    from ..mutations import text_mutations

    bodies = text_mutations(base_of(contract, type)["message"], hostile=True)
    return (_variant("hostile", each) for each in bodies if each.hostile)


def http(contract: "Contract", type: str) -> Iterator[Variant]:  # noqa: ARG001 - one signature for all
    """
    Requests that are odd around a sound body.
    """
    from ..mutations import http_mutations

    return (
        Variant(id=each.id, kind="http", why=each.why)
        for each in http_mutations(b"{}")
        if not each.socket_only
    )


#: The kinds by name: what makes them.
KINDS: Mapping[str, Callable[["Contract", str], Iterator[Variant]]] = {
    "mutation": every_mutation,
    "disputed": disputed,
    "tomorrow": forward_compatibility,
    "text": text,
    "hostile": hostile,
    "http": http,
}
#: How the ids of each kind begin; those of mutations begin in any other way.
BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "disputed": ("format.", "union.overlap", "erratum."),
    "tomorrow": ("new.",),
    "text": ("text.", "envelope.bare"),
    "hostile": ("hostile.",),
    "http": ("http.",),
}


def found(contract: "Contract", type: str, id: str) -> Variant:
    """
    The variant of an id. Raises `UnknownMutation`.
    """
    kind = next((kind for kind, starts in BEGINNINGS.items() if id.startswith(starts)), "mutation")
    listed = []
    for each in KINDS[kind](contract, type):
        if each.id == id:
            return each
        listed.append(each.id)
    raise UnknownMutation(id, type, listed)


def _variant(kind: str, each: "Mutation | Disputed | ForwardCompatibility | TextMutation") -> Variant:
    return Variant(
        id=each.id,
        kind=kind,
        why=each.why,
        at=getattr(each, "at", ""),
        keyword=getattr(each, "keyword", ""),
        body=each.body,
    )
