"""
Where published schemas contradict themselves (found here) or the wire (listed in errata.json).

An entry of errata.json makes an erratum at each place that one of its `places` names (`*` stands for any
name) and that the document describes as the entry supposes: exactly as `published` says, and with the
keywords that `given` asks for at other places. What is meant is written down, or a rule makes it from what is
published.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..bundle import Erratum, mapped, subschemas
from ..bundle.bundle import ErratumKind, Strength
from ..json_paths import JSON_TYPES, Json, Object, child, is_list, is_object, tokens
from .references import referred

#: What no value satisfies.
NOTHING: Object = {"enum": []}

Meant = Callable[[Object], Object | None]


def container_enum(schema: Object) -> Object | None:
    """An enum of texts on a list or an object. It belongs on the items, or the type is text."""
    types = _types(schema)
    values = [value for value in schema.get("enum", []) if value is not None]
    if not types & {"array", "object"} or not types <= {"array", "object", "null"} or not _only_texts(values):
        return None
    if "array" in types:
        return _without(schema, "enum") | {"items": {"type": "string", "enum": values}}
    return (
        {"type": ["string", "null"], "enum": [*values, None]}
        if "null" in types
        else {"type": "string", "enum": values}
    )


def empty_enum(schema: Object) -> Object | None:
    """An enum of nothing. Any value of the type is meant."""
    return _without(schema, "enum") if schema.get("enum") == [] else None


def nullable_enum(schema: Object) -> Object | None:
    """Null is allowed by the type, and forgotten in the enum."""
    values = schema.get("enum")
    if "null" not in _types(schema) or not values or None in values or container_enum(schema) is not None:
        return None
    return schema | {"enum": [*values, None]}


def unknown_type(schema: Object) -> Object | None:
    """A type that JSON does not have."""
    types = _types(schema)
    if not types or types & frozenset(JSON_TYPES):
        return None
    rest = _without(schema, "type")
    return {"type": "string"} | rest if _only_texts(rest.get("enum")) else rest


RULES: dict[ErratumKind, tuple[Meant, Strength, str]] = {
    "container-enum": (
        container_enum,
        "instead",
        "As written no value is valid, since no list and no object equals a text.",
    ),
    "empty-enum": (empty_enum, "instead", "As written no value is valid, since the enum is empty."),
    "nullable-enum": (nullable_enum, "beside", "The type allows null, and the enum beside it does not."),
    "unknown-type": (unknown_type, "instead", "As written no value is valid, since JSON has no such type."),
}


def with_null(schema: Object, _names: Sequence[str]) -> Object | None:
    """What is published, or null."""
    if not schema or "null" in _types(schema):
        return None
    types = schema.get("type")
    if types is None or "const" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    values = schema.get("enum", [])
    listed = {"enum": values if None in values else [*values, None]} if "enum" in schema else {}
    return schema | {"type": [*([types] if isinstance(types, str) else types), "null"]} | listed


def without_required(schema: Object, names: Sequence[str]) -> Object | None:
    """What is published, with some of its properties no longer required."""
    if not set(names) & set(schema.get("required", ())):
        return None
    return schema | {"required": [name for name in schema.get("required", ()) if name not in names]}


def with_list(schema: Object, names: Sequence[str]) -> Object | None:
    """What is published, with a list of objects (second name) in place of a required property (first)."""
    old, new = names
    if old not in schema.get("required", ()):
        return None
    required = [name for name in schema.get("required", ()) if name != old]
    listed = {new: {"type": "array", "items": {"type": "object"}}}
    return schema | {"properties": schema.get("properties", {}) | listed, "required": [*required, new]}


#: What is made of what is published; None where that allows it already.
REWRITES: dict[str, Callable[[Object, Sequence[str]], Object | None]] = {
    "null": with_null,
    "optional": without_required,
    "replaced": with_list,
}


def errata_of(messages: Mapping[str, Object], components: Mapping[str, Object]) -> tuple[Erratum, ...]:
    """The errata of translated schemas, sorted by place."""
    places = dict(_places(messages, components))
    known = dict(_places(readable(messages), readable(components)))
    found = [erratum for place in known for erratum in _detected(place, places[place])]
    listed = (erratum for entry in _listed() for erratum in _observed(entry, known, messages))
    first = {erratum.place: erratum for erratum in reversed([*found, *listed])}  # of several about one place
    return tuple(sorted(first.values(), key=lambda erratum: erratum.place))


def needed() -> tuple[str, ...]:
    """The components to which the listed errata refer, whether or not a document has them."""
    schemas = (entry.meant for entry in _listed() if is_object(entry.meant))
    return tuple(dict.fromkeys(name for schema in schemas for name in referred(schema)))


def readable(schemas: Mapping[str, Object]) -> dict[str, Object]:
    """The schemas without types that JSON lacks, which 2020-12 forbids to write: they allow nothing."""
    return {name: mapped(schema, _allowed) for name, schema in schemas.items()}


def _allowed(schema: Object) -> Object:
    if unknown_type(schema) is not None:
        return NOTHING
    types = schema.get("type")
    return schema | {"type": [type for type in types if type in JSON_TYPES]} if is_list(types) else schema


def _places(messages: Mapping[str, Object], components: Mapping[str, Object]) -> Iterator[tuple[str, Json]]:
    for type, schema in messages.items():
        yield from subschemas(schema, f"{type}.json#")
    for name, schema in components.items():
        yield from subschemas(schema, child("components.json#/$defs", name))


def _detected(place: str, schema: Json) -> Iterator[Erratum]:
    if not is_object(schema):
        return
    for kind, (rule, strength, evidence) in RULES.items():
        if (meant := rule(schema)) is not None:
            yield Erratum(
                name=_name(place),
                kind=kind,
                place=place,
                published=mapped(schema, _allowed),
                meant=mapped(meant, _allowed),
                evidence=evidence,
                strength=strength,
            )


def _name(place: str) -> str:
    file, at = place.split("#", 1)
    path = [token for token in tokens(at) if token not in {"$defs", "properties"}]
    return ".".join(path if file == "components.json" else [file.removesuffix(".json"), *path])


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """An entry of errata.json."""

    kind: ErratumKind
    places: Sequence[str]
    evidence: str
    strength: Strength
    drawn: bool = True
    published: Json = None  #: What the places have to say, if anything in particular.
    #: Place -> keywords that it must have.
    given: Mapping[str, Object] = field(default_factory=dict[str, Object])
    meant: Json = None
    rule: str = ""  #: What makes `meant` of what is published, if it is not written down.
    names: Sequence[str] = ()  #: What the rule is told.
    but: Sequence[str] = ()  #: Names that `*` does not stand for.


def _listed() -> list[_Entry]:
    text = Path(__file__).with_name("errata.json").read_text(encoding="utf-8")
    return [_Entry(**entry) for entry in json.loads(text)]


def _observed(entry: _Entry, places: Mapping[str, Json], messages: Mapping[str, Object]) -> Iterator[Erratum]:
    if not all(_has(places.get(place), keywords) for place, keywords in entry.given.items()):
        return
    if entry.kind == "unpublished-type":
        unknown = (place for place in entry.places if _type(place) not in messages)
        yield from (_erratum(entry, place, None, entry.meant) for place in unknown)
        return
    for place in _matching(entry, places):
        published = places[place]
        if is_object(published) and entry.published in (None, published):
            meant = REWRITES[entry.rule](published, entry.names) if entry.rule else entry.meant
            if meant is not None:
                yield _erratum(entry, place, published, meant)


def _erratum(entry: _Entry, place: str, published: Object | None, meant: Json) -> Erratum:
    return Erratum(
        name=_type(place) if entry.kind == "unpublished-type" else _name(place),
        kind=entry.kind,
        place=place,
        published=published,
        meant=meant,
        evidence=entry.evidence,
        strength=entry.strength,
        drawn=entry.drawn,
    )


def _type(place: str) -> str:
    return tokens(place.partition("#")[2])[-1]


def _matching(entry: _Entry, places: Mapping[str, Json]) -> Iterator[str]:
    for pattern in entry.places:
        wanted = re.compile("[^/#]*".join(re.escape(part) for part in pattern.split("*")))
        yield from (
            place for place in places if wanted.fullmatch(place) and place.rpartition("/")[2] not in entry.but
        )


def _has(schema: Json, keywords: Object) -> bool:
    """Whether a place is described, with these keywords among others."""
    return is_object(schema) and keywords.items() <= schema.items()


def _types(schema: Object) -> set[str]:
    type = schema.get("type", [])
    return {type} if isinstance(type, str) else set(type)


def _only_texts(values: Json) -> bool:
    return is_list(values) and bool(values) and all(isinstance(value, str) for value in values)


def _without(schema: Object, keyword: str) -> Object:
    return {key: value for key, value in schema.items() if key != keyword}
