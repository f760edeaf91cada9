"""Properties that a user fixes: they are checked before anything is generated around them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .contract import Contract, Violation
from .errors import BadFixedValue, UnknownProperty
from .json_paths import Object
from .shapes import GenerationReading, Record, Smallest, is_member


def check_fixed(contract: Contract, type: str, reading: GenerationReading, fixed: Mapping[str, Any]) -> None:
    """
    See to it that messages of a type can hold the fixed top-level properties.

    Each is put into the smallest message of the type, which must then conform or, for "observed", at least
    not violate.

    Raises `UnknownMessageType`, `UnknownProperty` and `BadFixedValue`.
    """
    if not fixed:
        return
    record, smallest = _ground(contract, type, reading)
    for name, value in fixed.items():
        if name not in record.properties:
            raise UnknownProperty(type, name, tuple(record.properties))
        violations = _violations(contract, {**smallest, name: value}, reading)
        if name == "type" and not is_member(
            contract.catalogue(reading), record.properties[name].shape, value
        ):
            violations = (Violation(at="/type", keyword="enum", message=f"{value!r} is another type"),)
        if violations:
            raise BadFixedValue(type, name, value, str(violations[0]))


@lru_cache(maxsize=256)
def _ground(contract: Contract, type: str, reading: GenerationReading) -> tuple[Record, Object]:
    contract.check_type(type, reading)
    catalogue = contract.catalogue(reading)
    record = catalogue.record(type)
    smallest = Smallest(catalogue)
    return record, {"type": smallest.of(record.properties["type"].shape), **smallest.of(record)}


def _violations(contract: Contract, message: Object, reading: GenerationReading) -> tuple[Violation, ...]:
    allowed = {"conforming", "disputed"} if reading == "observed" else {"conforming"}
    return () if contract.standing(message) in allowed else contract.judge(message).violations
