"""
Which keywords of JSON Schema 2020-12 hold schemas.

A property may be called `oneOf` or `$ref`, and an `enum` may hold anything: only this says what is a keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..json_paths import Json, Object, child, is_object

#: Keywords whose value is one schema.
ONE = frozenset(
    {
        "additionalProperties",
        "contains",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
#: Keywords whose value is a list of schemas.
LIST = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
#: Keywords whose value is an object of schemas.
NAMED = frozenset({"$defs", "dependentSchemas", "patternProperties", "properties"})
#: Keywords that say what is valid, and of which no values are generated.
NOT_GENERATED = frozenset(
    {
        "$dynamicRef",
        "contains",
        "dependentRequired",
        "dependentSchemas",
        "if",
        "not",
        "patternProperties",
        "prefixItems",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)


class Subschema(NamedTuple):
    """A schema and the JSON pointer to it."""

    at: str
    schema: Json


def subschemas(schema: Json, at: str = "") -> Iterator[Subschema]:
    """The schema and every schema in it, outermost first."""
    yield Subschema(at, schema)
    if not is_object(schema):
        return
    for keyword, value in schema.items():
        for place in _held(keyword, value, child(at, keyword)):
            yield from subschemas(place.schema, place.at)


def mapped(schema: Json, change: Callable[[Object], Object]) -> Json:
    """The schema with `change` applied to each object schema in it, innermost first."""
    if not is_object(schema):
        return schema
    return change({keyword: _mapped_value(keyword, value, change) for keyword, value in schema.items()})


def at_references(schema: Json, change: Callable[[str], str]) -> Json:
    """The schema with each `$ref` changed."""
    return mapped(schema, lambda inner: _with_reference(inner, change))


def _held(keyword: str, value: Json, at: str) -> Iterator[Subschema]:
    if keyword in ONE:
        yield Subschema(at, value)
    elif keyword in LIST:
        yield from (Subschema(child(at, index), branch) for index, branch in enumerate(value))
    elif keyword in NAMED:
        yield from (Subschema(child(at, name), schema) for name, schema in value.items())


def _mapped_value(keyword: str, value: Json, change: Callable[[Object], Object]) -> Json:
    if keyword in ONE:
        return mapped(value, change)
    if keyword in LIST:
        return [mapped(branch, change) for branch in value]
    if keyword in NAMED:
        return {name: mapped(schema, change) for name, schema in value.items()}
    return value


def _with_reference(schema: Object, change: Callable[[str], str]) -> Object:
    return schema | {"$ref": change(schema["$ref"])} if "$ref" in schema else schema
