"""
The schemas of OpenAPI 3.0 and 3.1 -> JSON Schema 2020-12.

Kept are the keywords that say what is valid, and a few that say how a value is used. Descriptions, titles,
examples and defaults are the words of others, and stay where they are. What 2020-12 does not know is left
out.
"""

from __future__ import annotations

from collections.abc import Callable

from ..bundle.subschemas import LIST, NAMED, ONE
from ..errors import BadSchema
from ..json_paths import Json, Object, child
from .document import Document
from .patterns import translated_pattern
from .references import translated_reference

Check = Callable[[Json], bool]


def _is_count(value: Json) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_positive(value: Json) -> bool:
    return _is_number(value) and value > 0


def _is_lists_of_texts(value: Json) -> bool:
    return isinstance(value, dict) and all(_is_texts(names) for names in value.values())


def _is_type(value: Json) -> bool:
    return _is_text(value) or (_is_texts(value) and bool(value))


def _is_bound(value: Json) -> bool:
    return _is_number(value) or _is_flag(value)


#: What is kept besides schemas, patterns and references; and what its value has to be.
KEPT: dict[str, tuple[Check, str]] = {
    **dict.fromkeys(
        (
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
        ),
        (_is_count, "no count"),
    ),
    **dict.fromkeys(("maximum", "minimum"), (_is_number, "no number")),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), (_is_bound, "neither a number nor a boolean")),
    **dict.fromkeys(
        ("deprecated", "nullable", "readOnly", "uniqueItems", "writeOnly"), (_is_flag, "no boolean")
    ),
    "const": (lambda _: True, ""),
    "dependentRequired": (_is_lists_of_texts, "no object of lists of texts"),
    "enum": (lambda value: isinstance(value, list), "no list"),
    "format": (_is_text, "no text"),
    "required": (_is_texts, "no list of texts"),
    "multipleOf": (_is_positive, "no number above 0"),
    "type": (_is_type, "neither text nor a list of texts"),
}


def translated(document: Document, component: str) -> Object:
    """
    A component in JSON Schema 2020-12.
    """
    return _object_schema(document, document.schemas[component], component)


def _schema(document: Document, schema: Json, at: str) -> Json:
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, dict):
        raise BadSchema(at, "it is neither an object nor a boolean")
    return _object_schema(document, schema, at)


def _object_schema(document: Document, schema: Object, at: str) -> Object:
    found = _keywords(document, schema, at)
    return _from_3_0(found) if document.dialect == "3.0" else found


def _keywords(document: Document, schema: Object, at: str) -> Object:
    pairs = (
        (keyword, _keyword(document, keyword, value, child(at, keyword))) for keyword, value in schema.items()
    )
    return {keyword: value for keyword, value in pairs if value is not _DROPPED}


_DROPPED = object()


def _keyword(document: Document, keyword: str, value: Json, at: str) -> Json:
    if keyword in ONE:
        return _schema(document, value, at)
    if keyword in LIST:
        branches = enumerate(_checked(value, list, at))
        return [_schema(document, branch, child(at, index)) for index, branch in branches]
    if keyword in NAMED:
        named = _checked(value, dict, at).items()
        return {name: _schema(document, inner, child(at, name)) for name, inner in named}
    if keyword == "$ref":
        return translated_reference(document, value, at)
    if keyword == "pattern":
        return translated_pattern(_checked(value, str, at), at)
    return _kept(keyword, value, at)


def _kept(keyword: str, value: Json, at: str) -> Json:
    if keyword not in KEPT:
        return _DROPPED
    holds, otherwise = KEPT[keyword]
    if not holds(value):
        raise BadSchema(at, f"its value is {otherwise}")
    return list(dict.fromkeys(value)) if keyword in _SETS and isinstance(value, list) else value


def _checked(value: Json, kind: type, at: str) -> Json:
    if not isinstance(value, kind) or value == []:
        raise BadSchema(at, f"its value is no {_KINDS[kind]}")
    return value


_KINDS: dict[type, str] = {list: "list of schemas", dict: "object", str: "text"}
#: Lists in which 2020-12 wants each value once.
_SETS = frozenset({"required", "type"})


def _from_3_0(schema: Object) -> Object:
    """
    What OpenAPI 3.0 has of its own: `nullable`, booleans for exclusive bounds, nothing beside a reference.
    """
    nullable = schema.get("nullable", False)
    alone = {"$ref": schema["$ref"]} if "$ref" in schema else schema
    rest = {keyword: value for keyword, value in alone.items() if keyword != "nullable"}
    bounded = _exclusive(_exclusive(rest, "exclusiveMinimum", "minimum"), "exclusiveMaximum", "maximum")
    return _nullable(bounded) if nullable else bounded


def _exclusive(schema: Object, exclusive: str, inclusive: str) -> Object:
    if not isinstance(schema.get(exclusive), bool):
        return schema
    rest = {keyword: value for keyword, value in schema.items() if keyword not in {exclusive, inclusive}}
    if inclusive not in schema:
        return rest
    return rest | {exclusive if schema[exclusive] else inclusive: schema[inclusive]}


def _nullable(schema: Object) -> Object:
    """
    The schema with null allowed, where its type is said here. An enum without null still does not allow it.
    """
    if not schema.keys().isdisjoint({"$ref", "allOf", "anyOf", "oneOf"}):
        return {"anyOf": [schema, {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        return {keyword: [value, "null"] if keyword == "type" else value for keyword, value in schema.items()}
    return schema
