"""What the schemas list for properties of a name, wherever they are: values, and bounds of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..contract import Contract
from ..json_paths import Parsed, is_list, is_object

#: Keywords that list values, or say where values end.
BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


@lru_cache(maxsize=8)
def property_names(contract: Contract) -> frozenset[str]:
    """The names of all properties that some schema has."""
    return frozenset(name for schema in _schemas(contract) for name, _ in _properties(schema))


@lru_cache(maxsize=8)
def listed_values(contract: Contract) -> Mapping[str, tuple[Any, ...]]:
    """Name of a property -> the values that some schema lists for it, each once."""
    found: dict[str, dict[Any, None]] = {}
    for schema in _schemas(contract):
        for name, part in _properties(schema):
            found.setdefault(name, {}).update(dict.fromkeys(_values(part)))
    return {name: tuple(values) for name, values in found.items() if values}


def _schemas(contract: Contract) -> Iterator[Parsed]:
    yield from contract.bundle.messages.values()
    yield from contract.bundle.components.values()


def _properties(schema: Parsed) -> Iterator[tuple[str, Parsed]]:
    """Each property in a schema, wherever it is, with its own schema."""
    if is_object(schema):
        properties = schema.get("properties")
        yield from properties.items() if is_object(properties) else ()
        for part in schema.values():
            yield from _properties(part)
    elif is_list(schema):
        for part in schema:
            yield from _properties(part)


def _values(schema: Parsed) -> Iterator[Any]:
    if not is_object(schema):
        return
    for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]:
        if isinstance(value, str | int | float):
            yield value
    yield from (schema[bound] for bound in BOUNDS if isinstance(schema.get(bound), int | float))
