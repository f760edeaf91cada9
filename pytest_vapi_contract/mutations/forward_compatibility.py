"""
What Vapi may send tomorrow: properties, message types and values of enumerations that no schema lists yet.

Vapi adds some every few weeks. Each message says what the contract of today makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..contract import Contract, Standing
from ..json_paths import Object, envelope
from ..shapes import Array, Choice, Number, Record, Text, Union
from .assertions import AssertedPlace, asserted_places
from .base_messages import Base, Grounds
from .schema_paths import put

NEW_PROPERTY = "newProperty"
NEW_PROPERTY_VALUE = {"since": "tomorrow"}
NEW_VALUE = "new-value"
NEW_TYPE = "new.message.type"
#: What the properties of a map may be limited to: a new one is an entry then, and nothing new.
TYPED = (Array, Choice, Number, Record, Text, Union)


@dataclass(frozen=True, kw_only=True, slots=True)
class ForwardCompatibility:
    """
    A message with something new in it.
    """

    id: str  #: Stable and unique for its message type, such as `new.property:/session`.
    at: str  #: JSON pointer into the message: what is new.
    why: str
    type: str
    message: Any
    standing: Standing  #: What the contract of today says.

    @property
    def body(self) -> Object:
        """
        The whole JSON body.
        """
        return envelope(self.message)

    def __str__(self) -> str:
        return f"{self.type} {self.id}: {self.why}"


@lru_cache(maxsize=8)
def messages_of_forward_compatibility(contract: Contract, type: str) -> tuple[ForwardCompatibility, ...]:
    """
    List the messages of a type with something new in them, in the same order each time.
    """
    grounds = Grounds(contract, type)
    by_id: dict[str, ForwardCompatibility] = {}
    for id, at, why, message in (*_types(contract, grounds.message()), *_inside(contract, grounds, type)):
        if id not in by_id:
            standing = contract.standing(message)
            by_id[id] = ForwardCompatibility(
                id=id, at=at, why=why, type=type, message=message, standing=standing
            )
    return tuple(by_id.values())


Draft = tuple[str, str, str, Any]


def _types(contract: Contract, message: Object) -> Iterator[Draft]:
    listed = [erratum.name for erratum in contract.errata if erratum.kind == "unpublished-type"]
    unpublished = [name for name in listed if name not in contract.observed_types]  # those have a schema
    for name in (NEW_TYPE, *unpublished):
        known = "is sent, and was never published" if name in unpublished else "is no message type yet"
        yield f"new.type.{name}", "/type", f"{name} {known}.", {**message, "type": name}


def _inside(contract: Contract, grounds: Grounds, type: str) -> Iterator[Draft]:
    for asserted_place in asserted_places(contract.bundle, grounds.catalogue, type):
        base = next(grounds.bases(asserted_place))
        if isinstance(base.path.last, Record) and not _is_map(grounds, base.path.last):
            yield _with_property(base)
        if _is_open_to_news(asserted_place):
            yield _with_value(base)


def _is_map(grounds: Grounds, shape: Record) -> bool:
    additional = shape.additional
    return additional is not None and isinstance(grounds.catalogue.resolve(additional), TYPED)


def _is_open_to_news(asserted_place: AssertedPlace) -> bool:
    return (
        any(isinstance(value, str) for value in asserted_place.schema.get("enum", ()))
        and asserted_place.place != "/type"
    )


def _with_property(base: Base) -> Draft:
    value = {**base.ground.value, NEW_PROPERTY: dict(NEW_PROPERTY_VALUE)}
    message = put(base.message, base.path.tokens, value)
    return f"new.property{base.label()}", f"{base.at}/{NEW_PROPERTY}", f"`{NEW_PROPERTY}` is new.", message


def _with_value(base: Base) -> Draft:
    message = put(base.message, base.path.tokens, NEW_VALUE)
    return f"new.value{base.label()}", base.at, f"{NEW_VALUE!r} is new in the list.", message
