"""
The schemas of OpenAPI 3.0 and 3.1 -> JSON Schema 2020-12.

Kept are the keywords that say what is valid, and a few that say how a value is used. Descriptions, titles,
examples and defaults are the words of others, and stay where they are. What 2020-12 does not know is left
out. A keyword whose value means nothing (`required: false` on a property, `enum: null`) is left out as well,
so that anything is allowed there; the document notes each, since what is read is then not what is written.
"""

from __future__ import annotations

from collections.abc import Callable

from ..bundle.subschemas import LIST, NAMED, NOT_GENERATED, ONE
from ..errors import BadSchema
from ..json_paths import Json, Object, child, dumps, is_list, is_object
from .document import Document
from .patterns import translated_pattern
from .references import translated_reference

Check = Callable[[Json], bool]

#: The most values that all enums have together. A validator takes about half a kilobyte for each.
MOST_VALUES = 100_000


def _is_count(value: Json) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_texts(value: Json) -> bool:
    return is_list(value) and all(isinstance(item, str) for item in value)


def _is_positive(value: Json) -> bool:
    return _is_number(value) and value > 0


def _is_lists_of_texts(value: Json) -> bool:
    return is_object(value) and all(_is_texts(names) for names in value.values())


def _is_type(value: Json) -> bool:
    return _is_text(value) or (_is_texts(value) and bool(value))


def _is_bound(value: Json) -> bool:
    return _is_number(value) or _is_flag(value)


#: What is a whole number, also if it is written as `2.0`.
COUNTS = frozenset(
    {
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
    }
)
#: What is kept besides schemas, patterns and references; and what its value has to be.
KEPT: dict[str, tuple[Check, str]] = {
    **dict.fromkeys(COUNTS, (_is_count, "a whole number from 0")),
    **dict.fromkeys(("maximum", "minimum"), (_is_number, "a number")),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), (_is_bound, "a number or a boolean")),
    **dict.fromkeys(
        ("deprecated", "nullable", "readOnly", "uniqueItems", "writeOnly"), (_is_flag, "a boolean")
    ),
    "const": (lambda _: True, ""),
    "dependentRequired": (_is_lists_of_texts, "an object of lists of strings"),
    "enum": (is_list, "a list"),
    "format": (_is_text, "a string"),
    "required": (_is_texts, "a list of strings"),
    "multipleOf": (_is_positive, "a number above 0"),
    "type": (_is_type, "a string or a list of strings"),
}


def translated(document: Document, component: str) -> Object:
    """A component in JSON Schema 2020-12."""
    schema = document.parts[component] if component in document.parts else document.schemas[component]
    return _object_schema(document, schema, component)


def _schema(document: Document, schema: Json, at: str) -> Json:
    if isinstance(schema, bool):
        return schema
    if not is_object(schema):
        document.note(at, f"{_shown(schema)} is not a schema", "anything is allowed there")
        return True
    return _object_schema(document, schema, at)


def _object_schema(document: Document, schema: Object, at: str) -> Object:
    if document.dialect == "3.0" and "$ref" in schema:  # nothing counts beside a reference
        schema = {keyword: value for keyword, value in schema.items() if keyword in {"$ref", "nullable"}}
    found = _keywords(document, schema, at)
    return _from_3_0(found) if document.dialect == "3.0" else found


def _keywords(document: Document, schema: Object, at: str) -> Object:
    pairs = (
        (keyword, _keyword(document, keyword, value, child(at, keyword)))
        for keyword, value in schema.items()
        if _means_something(document, keyword, value, child(at, keyword))
    )
    return {keyword: value for keyword, value in pairs if value is not _DROPPED}


_DROPPED = object()


def _means_something(document: Document, keyword: str, value: Json, at: str) -> bool:
    """Whether the value is one that the keyword can have; if not, the document notes it."""
    if keyword == "$dynamicRef":
        document.note(at, "`$dynamicRef` is not followed", "anything is allowed there")
        return False
    if keyword in NOT_GENERATED:
        document.note(at, f"`{keyword}` is checked, but not generated", "messages have no values there")
    holds, kind = _WANTED.get(keyword, (_is_anything, ""))
    if holds is _is_bound and document.dialect != "3.0":
        holds, kind = _is_number, "a number"
    if holds(value):
        return True
    what = f"`{keyword}` is {_shown(value)}, not {kind}"
    document.note(at, what, f"`{keyword}` is left out there")
    return False


def _keyword(document: Document, keyword: str, value: Json, at: str) -> Json:
    if keyword in ONE:
        return _schema(document, value, at)
    if keyword in LIST:
        return [_schema(document, branch, child(at, index)) for index, branch in enumerate(value)]
    if keyword in NAMED:
        return _named(document, keyword, value, at)
    if keyword == "$ref":
        return translated_reference(document, value, at) or _DROPPED
    if keyword == "pattern":
        return _pattern(document, value, at)
    if keyword not in KEPT:
        return _DROPPED
    if keyword in COUNTS:
        return int(value)
    if keyword == "enum":
        document.counts[keyword] += len(value)
        if (count := document.counts[keyword]) > MOST_VALUES:
            raise BadSchema(at, f"with it, enums have {count:,} values; the limit is {MOST_VALUES:,}")
    return _once(value) if keyword in _SETS and is_list(value) else value


def _pattern(document: Document, pattern: str, at: str) -> Json:
    try:
        return translated_pattern(pattern)
    except ValueError as error:
        document.note(at, f"the pattern {_shown(pattern)} is not checked: {error}", "any string matches")
        return _DROPPED


def _named(document: Document, keyword: str, schemas: Object, at: str) -> Object:
    if keyword == "patternProperties":
        return _patterned(document, schemas, at)
    return {name: _schema(document, schema, child(at, name)) for name, schema in schemas.items()}


def _patterned(document: Document, schemas: Object, at: str) -> Object:
    """Schemas by the pattern of names; where one is not checked, any property may have any value."""
    found: Object = {}
    for pattern, schema in schemas.items():
        try:
            found[translated_pattern(pattern)] = _schema(document, schema, child(at, pattern))
        except ValueError as error:
            document.note(at, f"the pattern {_shown(pattern)} is not checked: {error}", "any name matches")
            found.setdefault("", True)
    return found


def _once(values: list[Json]) -> list[Json]:
    return list({dumps(value): value for value in values}.values())


def _is_anything(_value: Json) -> bool:
    return True


def _is_schema(value: Json) -> bool:
    return isinstance(value, dict | bool)


def _is_schemas(value: Json) -> bool:
    return is_list(value) and bool(value)


def _is_object(value: Json) -> bool:
    return is_object(value)


_WANTED: dict[str, tuple[Check, str]] = {
    **KEPT,
    **dict.fromkeys(ONE, (_is_schema, "a schema")),
    **dict.fromkeys(LIST, (_is_schemas, "a list of schemas")),
    **dict.fromkeys(NAMED, (_is_object, "an object of schemas")),
    "pattern": (_is_text, "a string"),
}


def _shown(value: Json) -> str:
    text = dumps(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


#: Lists in which 2020-12 wants each value once.
_SETS = frozenset({"required", "type"})
#: How much of a value a note shows.
LONGEST_SHOWN = 60


def _from_3_0(schema: Object) -> Object:
    """What OpenAPI 3.0 has of its own: `nullable`, exclusive bounds as booleans."""
    nullable = schema.get("nullable", False)
    rest = {keyword: value for keyword, value in schema.items() if keyword != "nullable"}
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
    """The schema with null allowed, where its type is said here. An enum without null still forbids it."""
    if not schema.keys().isdisjoint({"$ref", "allOf", "anyOf", "oneOf"}):
        return {"anyOf": [schema, {"type": "null"}]}
    if "type" not in schema:
        return schema
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return {
        keyword: _once([*types, "null"]) if keyword == "type" else value for keyword, value in schema.items()
    }
