"""Which branch of a union is meant: told by the JSON type of a value, and tags such as `role`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..json_paths import JSON_TYPE_OF, JSON_TYPES, Json, Object, Parsed
from .readings import component_name


def json_type(value: Json) -> str:
    """The JSON type of a value; `1.0` is an integer, as JSON Schema has it."""
    if isinstance(value, float) and value.is_integer():
        return "integer"
    return JSON_TYPE_OF[type(value)]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaggedBranch:
    """What can be told of a branch without validating."""

    types: frozenset[str]  #: The JSON types that it may accept.
    texts: Mapping[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]]
    )  #: Property -> its only texts.

    def takes(self, type: str) -> bool:
        """Tell whether the branch may accept a value of a JSON type."""
        return type in self.types

    def agreement(self, tags: Mapping[str, Json]) -> int | None:
        """How many of the tags of a value are as the branch has them, or None if one contradicts it."""
        agreeing = 0
        for tag, value in tags.items():
            if tag not in self.texts:
                continue
            if not isinstance(value, str) or value not in self.texts[tag]:
                return None
            agreeing += 1
        return agreeing

    def tags(self) -> frozenset[str]:
        """The properties that have a single value here."""
        return frozenset(name for name, texts in self.texts.items() if len(texts) == 1)

    def and_(self, other: TaggedBranch) -> TaggedBranch:
        """What can be told if both hold."""
        shared = {name: texts & self.texts.get(name, texts) for name, texts in other.texts.items()}
        return TaggedBranch(types=self.types & other.types, texts={**self.texts, **shared})

    def or_(self, other: TaggedBranch) -> TaggedBranch:
        """What can be told if one of both holds."""
        names = self.texts.keys() & other.texts.keys()
        texts = {name: self.texts[name] | other.texts[name] for name in names}
        return TaggedBranch(types=self.types | other.types, texts=texts)


_ANYTHING = TaggedBranch(types=frozenset(JSON_TYPES))
_NOTHING = TaggedBranch(types=frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class TaggedUnion:
    """The branches of a `oneOf` or an `anyOf`."""

    branches: Sequence[TaggedBranch]
    tags: frozenset[str]  #: The properties that tell them apart: those with a single value in most branches.

    @property
    def types(self) -> list[str]:
        """The JSON types that some branch may accept."""
        types = set[str]().union(*(branch.types for branch in self.branches))
        return sorted(types - {"integer"} if "number" in types else types)

    def accepted(self, tag: str) -> list[str]:
        """The values that a tag may have."""
        return sorted(set[str]().union(*(branch.texts.get(tag, ()) for branch in self.branches)))

    def allows_type(self, value: Json) -> bool:
        """Tell whether some branch may accept the type of the value."""
        return any(branch.takes(json_type(value)) for branch in self.branches)

    def agreements(self, value: Json) -> dict[int, int]:
        """The branches that may accept the value, and how many of their tags it has."""
        kind = json_type(value)
        tags = {tag: value[tag] for tag in self.tags if tag in value} if kind == "object" else {}
        found: dict[int, int] = {}
        for index, branch in enumerate(self.branches):
            agreement = branch.agreement(tags) if branch.takes(kind) else None
            if agreement is not None:
                found[index] = agreement
        return found


def union(schemas: Sequence[Any], components: Mapping[str, Object]) -> TaggedUnion:
    """What can be told of the branches of a union."""
    branches = [branch(schema, components) for schema in schemas]
    spread = Counter(tag for each in branches for tag in each.tags())
    tags = frozenset(tag for tag, count in spread.items() if count * 2 >= len(branches))
    return TaggedUnion(branches=branches, tags=tags)


def branch(
    schema: Parsed, components: Mapping[str, Object], seen: frozenset[str] = frozenset()
) -> TaggedBranch:
    """What can be told of a schema. `seen` are the components that led here, so that a circle ends."""
    if not isinstance(schema, dict):
        return _ANYTHING if schema else _NOTHING
    found = TaggedBranch(types=_types(schema), texts=_texts(schema, components))
    if "$ref" in schema and (name := component_name(schema["$ref"])) not in seen:
        found = found.and_(branch(components[name], components, seen | {name}))
    for part in schema.get("allOf", ()):
        found = found.and_(branch(part, components, seen))
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            found = found.and_(_either([branch(part, components, seen) for part in schema[keyword]]))
    return found


def _either(branches: Sequence[TaggedBranch]) -> TaggedBranch:
    first, *others = branches
    for other in others:
        first = first.or_(other)
    return first


def _types(schema: Object) -> frozenset[str]:
    types = schema.get("type", JSON_TYPES)
    said = frozenset([types] if isinstance(types, str) else types)
    said |= {"integer"} if "number" in said else set[str]()
    values = _limited(schema)
    return said if values is None else said & {json_type(value) for value in values}


def _limited(schema: Object) -> list[Json] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _texts(schema: Object, components: Mapping[str, Object]) -> dict[str, frozenset[str]]:
    named = ((name, texts_of(inner, components)) for name, inner in schema.get("properties", {}).items())
    return {name: frozenset(texts) for name, texts in named if texts is not None}


def texts_of(schema: Parsed, components: Mapping[str, Object]) -> list[str] | None:
    """The texts that a schema limits a value to, or None if it allows others, or values that are not text."""
    if not isinstance(schema, dict):
        return None
    if "$ref" in schema:
        return texts_of(components[component_name(schema["$ref"])], components)
    if len(schema.get("allOf", ())) == 1:
        return texts_of(schema["allOf"][0], components)
    values = _limited(schema)
    return values if values and all(isinstance(value, str) for value in values) else None
