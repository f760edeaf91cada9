"""
A JSON Schema (2020-12, as the importer writes it) becomes a shape.

One keyword, one line in a table; what is not understood becomes `Nothing` with the keyword as its reason,
so that it is listed as unreachable instead of being generated wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..bundle.subschemas import NOT_GENERATED
from ..errors.base import shortened
from ..json_paths import JSON_TYPES, Object, child, is_object
from .hard_patterns import is_hard
from .nodes import (
    Anything,
    Array,
    Branch,
    Choice,
    Joint,
    Nothing,
    Number,
    Option,
    Property,
    Record,
    Reference,
    Shape,
    Text,
    Union,
)

DEFINITIONS = "#/$defs/"
OWN_KEYWORDS: Mapping[str, frozenset[str]] = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format"}),
    "number": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset({"properties", "required", "additionalProperties", "minProperties", "maxProperties"}),
}


#: The most schemas in an `allOf`, and the most values in an enum, that messages are generated for.
MOST_JOINT, MOST_VALUES = 50, 20_000


def compile_schema(schema: Object | bool, at: str) -> Shape:
    """Describe what a schema allows; references stay references."""
    if schema is True:
        return Anything(at=at)
    if schema is False:
        return Nothing(at=at, reason="nothing is allowed here")
    unsupported = sorted(NOT_GENERATED & schema.keys())
    if unsupported:
        return Nothing(at=at, reason=f"the keyword {unsupported[0]!r} is not supported", understood=False)
    parts = tuple(_parts(schema, at))
    if not parts:
        return Anything(at=at)
    return parts[0] if len(parts) == 1 else Joint(at=at, parts=parts)


def _parts(schema: Object, at: str) -> Iterator[Shape]:
    if "$ref" in schema:
        yield Reference(at=at, name=schema["$ref"].removeprefix(DEFINITIONS))
    joint = schema.get("allOf", ())
    if len(joint) > MOST_JOINT:
        reason = f"values that must match {len(joint):,} schemas at once are not generated"
        yield Nothing(at=child(at, "allOf"), reason=reason, understood=False)
        return
    for index, part in enumerate(joint):
        yield compile_schema(part, f"{at}/allOf/{index}")
    if "enum" in schema:
        yield _enumeration(schema["enum"], child(at, "enum"))
    if "const" in schema:
        yield Choice(at=at, options=(Option(schema["const"], (child(at, "const"),)),))
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            yield _union(schema[keyword], child(at, keyword), exclusive=keyword == "oneOf")
    types = _types(schema)
    if types:
        yield _typed(schema, at, types)


def _enumeration(values: list[Any], at: str) -> Shape:
    if not values:
        return Nothing(at=at, reason="the enum is empty")
    if len(values) > MOST_VALUES:
        return Nothing(at=at, reason=f"enums of {len(values):,} values are not generated", understood=False)
    return Choice(at=at, options=tuple(Option(value, (child(at, i),)) for i, value in enumerate(values)))


def _union(branches: list[Object], at: str, *, exclusive: bool) -> Union:
    compiled = tuple(
        Branch(compile_schema(branch, child(at, index)), child(at, index))
        for index, branch in enumerate(branches)
    )
    return Union(at=at, branches=compiled, exclusive=exclusive)


def _types(schema: Object) -> tuple[str, ...]:
    declared = schema.get("type")
    if declared is not None:
        return (declared,) if isinstance(declared, str) else tuple(declared)
    hinted = [name for name, keywords in OWN_KEYWORDS.items() if keywords & schema.keys()]
    # Without `type`, a keyword binds only values of its own type: every other JSON type passes.
    return tuple(name for name in JSON_TYPES if name != "integer") if hinted else ()


def _typed(schema: Object, at: str, types: tuple[str, ...]) -> Shape:
    if len(types) == 1:
        return TYPES[types[0]](schema, at)
    if "type" not in schema:
        return Union(at=at, branches=tuple(Branch(TYPES[name](schema, at), at) for name in types))
    place = child(at, "type")
    branches = tuple(Branch(TYPES[name](schema, at), child(place, i)) for i, name in enumerate(types))
    return Union(at=place, branches=branches)


def _null(_schema: Object, at: str) -> Shape:
    return Choice(at=at, options=(Option(None),))


def _boolean(_schema: Object, at: str) -> Shape:
    return Choice(at=at, options=(Option(False), Option(True)))


def _string(schema: Object, at: str) -> Shape:
    pattern = schema.get("pattern")
    if pattern is not None and is_hard(pattern):
        reason = f"strings like {shortened(pattern)} are not generated"
        return Nothing(at=child(at, "pattern"), reason=reason, understood=False)
    return Text(
        at=at,
        min_length=schema.get("minLength", 0),
        max_length=schema.get("maxLength"),
        pattern=pattern,
        format=schema.get("format"),
        edges=_edges(schema, at, "minLength", "maxLength"),
    )


def _number(schema: Object, at: str, *, integral: bool = False) -> Shape:
    return Number(
        at=at,
        integral=integral,
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
        exclusive_minimum=schema.get("exclusiveMinimum"),
        exclusive_maximum=schema.get("exclusiveMaximum"),
        multiple_of=schema.get("multipleOf"),
        edges=_edges(schema, at, "minimum", "maximum"),
    )


def _edges(schema: Object, at: str, *keywords: str) -> dict[str, float]:
    return {
        child(at, keyword): schema[keyword]
        for keyword in keywords
        if keyword in schema and (keyword, schema[keyword]) != ("minLength", 0)  # which says nothing
    }


def _integer(schema: Object, at: str) -> Shape:
    return _number(schema, at, integral=True)


def _array(schema: Object, at: str) -> Shape:
    return Array(
        at=at,
        items=compile_schema(schema.get("items", True), child(at, "items")),
        places=(at,) if "type" in schema else (),
        min_items=schema.get("minItems", 0),
        max_items=schema.get("maxItems"),
        unique=schema.get("uniqueItems", False),
    )


def _object(schema: Object, at: str) -> Shape:
    required = frozenset(schema.get("required", ()))
    declared: Object = schema.get("properties", {})
    additional = schema.get("additionalProperties", True)
    place = child(at, "properties")
    properties = {
        name: Property(compile_schema(part, child(place, name)), name in required, (child(place, name),))
        for name, part in declared.items()
    }
    rest = compile_schema(additional, child(at, "additionalProperties"))
    for name in schema.get("required", ()):
        properties.setdefault(name, Property(rest, required=True))
    typed = is_object(additional) and bool(additional)
    return Record(
        at=at,
        properties=properties,
        additional=rest if typed or (additional is not False and not properties) else None,
        closed=additional is False,
        min_properties=schema.get("minProperties", 0),
        max_properties=schema.get("maxProperties"),
    )


TYPES = {
    "null": _null,
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "array": _array,
    "object": _object,
}
