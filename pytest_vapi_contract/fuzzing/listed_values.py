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
def listed_values(contract: Contract) -> Mapping[str, tuple[Any, ...]]:
    """Name of a property -> the values that some schema lists for it, each once."""
    found: dict[str, dict[Any, None]] = {}
    for schema in (*contract.bundle.messages.values(), *contract.bundle.components.values()):
        for name, value in _listed(schema):
            found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def _listed(schema: Parsed) -> Iterator[tuple[str, Any]]:
    if is_object(schema):
        properties = schema.get("properties", {})
        for name, part in properties.items() if is_object(properties) else ():
            yield from ((name, value) for value in _values(part))
        for part in schema.values():
            yield from _listed(part)
    elif is_list(schema):
        for part in schema:
            yield from _listed(part)


def _values(schema: Parsed) -> Iterator[Any]:
    if not is_object(schema):
        return
    for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]:
        if isinstance(value, str | int | float):
            yield value
    yield from (schema[bound] for bound in BOUNDS if isinstance(schema.get(bound), int | float))
