"""What a JSON body is about: whether it has an envelope, and which message types it may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..bundle import Bundle
from ..json_paths import Json, Object, Parsed
from ..wire_envelope import is_enveloped, unwrapped
from .json_values import first_flaw, is_plain, plain
from .readings import unpublished
from .tagged_unions import json_type, texts_of
from .verdict import Violation
from .violation_texts import close_to, described, shown

ENVELOPE = "/message"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A message, and the message types as which it can be judged."""

    enveloped: bool
    message: Json = None
    types: tuple[str, ...] = ()
    refusal: Violation | None = None  #: Why the readings that accept it as none of these types reject it.
    erratum: str | None = None  #: The erratum that lists its message type as sent and never published.


@dataclass(frozen=True, kw_only=True, slots=True)
class Directory:
    """Which message types there are, and what `type` says of them."""

    types: Mapping[str, tuple[str, ...]]  #: Value of `type` -> the message types that declare it.
    untyped: tuple[str, ...]  #: The message types that do not require `type`.
    unpublished: frozenset[str]  #: The message types that errata of the same name list.

    @classmethod
    def of(cls, bundle: Bundle) -> Directory:
        """The directory of a bundle."""
        types: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for name, schema in bundle.messages.items():
            for value in _declared(name, schema, bundle):
                types[value] += (name,)
        messages = bundle.messages.items()
        return cls(
            types=dict(types),
            untyped=tuple(name for name, schema in messages if "type" not in schema.get("required", ())),
            unpublished=frozenset(unpublished(bundle)),
        )

    def subject(self, body: Any) -> Subject:
        """What the body is about."""
        enveloped = is_enveloped(body)
        if not is_plain(body):
            if (flaw := first_flaw(body)) is not None:
                at = flaw.at.removeprefix(ENVELOPE) if enveloped else flaw.at
                refusal = Violation(at=at, keyword="json", message=flaw.why)
                return Subject(enveloped=enveloped, refusal=refusal)
            body = plain(body)
        return self._of_message(unwrapped(body), enveloped)

    def _of_message(self, message: Parsed, enveloped: bool) -> Subject:
        if not isinstance(message, dict):
            why = f"a message is an object, not {described(json_type(message))}"
            return Subject(enveloped=enveloped, refusal=Violation(at="", keyword="type", message=why))
        if "type" not in message:
            missing = Violation(at="", keyword="required", message='"type" is missing')
            return Subject(enveloped=enveloped, message=message, types=self.untyped, refusal=missing)
        return self._of_type(message["type"], message, enveloped)

    def _of_type(self, type: Json, message: Object, enveloped: bool) -> Subject:
        if not isinstance(type, str):
            why = f"{shown(type)} is not a string"
            return Subject(enveloped=enveloped, refusal=Violation(at="/type", keyword="type", message=why))
        if type in self.types:
            return Subject(enveloped=enveloped, message=message, types=self.types[type])
        refusal = self._unknown(type)
        if type not in self.unpublished:
            return Subject(enveloped=enveloped, refusal=refusal)
        return Subject(enveloped=enveloped, message=message, types=(type,), refusal=refusal, erratum=type)

    def _unknown(self, type: str) -> Violation:
        if type in self.unpublished:
            why = f"{shown(type)} is sent, but not published as a server message"
        else:
            why = f"{shown(type)} is not a message type of the contract{close_to(type, sorted(self.types))}"
        return Violation(at="/type", keyword="enum", message=why)


def _declared(name: str, schema: Object, bundle: Bundle) -> list[str]:
    """The values of `type` that a message schema allows; its own name, if it says nothing of that."""
    return texts_of(schema.get("properties", {}).get("type"), bundle.components) or [name]
