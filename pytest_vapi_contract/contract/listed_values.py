"""What the schemas list for properties of a name, wherever they are: values, and bounds of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..bundle import subschemas
from ..json_paths import Json, is_object
from . import Contract

#: Keywords that list values, or say where values end.
BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


@lru_cache(maxsize=8)
def property_names(contract: Contract) -> frozenset[str]:
    """The names of all properties that some schema has."""
    return frozenset(name for name, _ in _properties(contract))


@lru_cache(maxsize=8)
def listed_values(contract: Contract) -> Mapping[str, tuple[Any, ...]]:
    """Name of a property -> the values that some schema lists for it, each once."""
    found: dict[str, dict[Any, None]] = {}
    for name, schema in _properties(contract):
        found.setdefault(name, {}).update(dict.fromkeys(_values(schema)))
    return {name: tuple(values) for name, values in found.items() if values}


def values_of_type(contract: Contract, type: str) -> Iterator[tuple[str, Json]]:
    """Yield each property of a message type, but for its type, with each value that is listed for it."""
    for name, schema in contract.bundle.messages.get(type, {}).get("properties", {}).items():
        if name != "type" and is_object(schema):
            yield from ((name, value) for value in schema.get("enum", ()))


def _properties(contract: Contract) -> Iterator[tuple[str, Json]]:
    """Each property that some schema has, with its own schema."""
    for whole in (*contract.bundle.messages.values(), *contract.bundle.components.values()):
        for _, schema in subschemas(whole):
            yield from schema.get("properties", {}).items() if is_object(schema) else ()


def _values(schema: Json) -> Iterator[Any]:
    if not is_object(schema):
        return
    for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]:
        if isinstance(value, str | int | float):
            yield value
    yield from (schema[bound] for bound in BOUNDS if isinstance(schema.get(bound), int | float))
