"""
Future additions by Vapi: properties, message types and values of enumerations that no schema lists yet.

Vapi adds some every few weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..cases.case import Case
from ..cases.condition import NEW_PROPERTY
from ..cases.family import Facts, Family
from ..contract import Contract
from ..json_paths import Object, child
from ..shapes import Array, Choice, Number, Record, Text, Union
from ..wire_envelope import envelope
from .assertions import AssertedPlace, asserted_places
from .base_messages import Base, BaseMessages
from .schema_paths import put

NEW_PROPERTY_VALUE = {"since": "2030-01-01"}
NEW_VALUE = "new-value"
NEW_TYPE = "new.message.type"
#: What the properties of a map may be limited to: a new one is an entry then, and nothing new.
TYPED = (Array, Choice, Number, Record, Text, Union)


def each_of_forward_compatibility(contract: Contract, type: str) -> Iterator[Case]:
    """Make the messages of a type with something new in them one after the other."""
    base_messages = BaseMessages(contract, type)
    ids: set[str] = set()
    for case in chain(
        _types(contract, base_messages.message(), type), _inside(contract, base_messages, type)
    ):
        if case.id not in ids:
            ids.add(case.id)
            yield case


def _case(id: str, type: str, message: Any, family: Family, facts: Facts, at: str) -> Case:
    body = envelope(message)
    return Case(
        id=id, type=type, body=body, category="forward-compatibility", family=family, facts=facts, at=at
    )


def _types(contract: Contract, message: Object, type: str) -> Iterator[Case]:
    listed = [erratum.name for erratum in contract.errata if erratum.kind == "unpublished-type"]
    unpublished = [name for name in listed if name not in contract.observed_types]  # those have a schema
    for name in (NEW_TYPE, *unpublished):
        family = Family.UNPUBLISHED_TYPE if name in unpublished else Family.NEW_TYPE
        yield _case(family.id_of(name), type, {**message, "type": name}, family, {"type": name}, "/type")


def _inside(contract: Contract, base_messages: BaseMessages, type: str) -> Iterator[Case]:
    for asserted_place in asserted_places(contract.bundle, base_messages.catalogue, type):
        base = next(base_messages.bases(asserted_place), None)
        if base is None:
            continue
        if isinstance(base.path.last, Record) and not _is_map(base_messages, base.path.last):
            yield _with_property(base, type)
        if _is_open_to_news(asserted_place):
            yield _with_value(base, type)


def _is_map(base_messages: BaseMessages, shape: Record) -> bool:
    additional = shape.additional
    return additional is not None and isinstance(base_messages.catalogue.resolve(additional), TYPED)


def _is_open_to_news(asserted_place: AssertedPlace) -> bool:
    return (
        any(isinstance(value, str) for value in asserted_place.schema.get("enum", ()))
        and asserted_place.place != "/type"
    )


def _with_property(base: Base, type: str) -> Case:
    family = Family.NEW_PROPERTY
    value = {**base.valid.value, NEW_PROPERTY: dict(NEW_PROPERTY_VALUE)}
    message = put(base.message, base.path.tokens, value)
    at, facts = child(base.at, NEW_PROPERTY), {"property": NEW_PROPERTY}
    return _case(f"{family.id}{base.label()}", type, message, family, facts, at)


def _with_value(base: Base, type: str) -> Case:
    family = Family.NEW_VALUE
    message = put(base.message, base.path.tokens, NEW_VALUE)
    return _case(f"{family.id}{base.label()}", type, message, family, {"text": NEW_VALUE}, base.at)
