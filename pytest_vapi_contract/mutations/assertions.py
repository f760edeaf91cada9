"""
Where the schemas of a message type assert something of a conforming message.

An asserted place is one of the schema, not of a message: the same wherever its component is referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..bundle import Bundle
from ..json_paths import Object, Parsed, child, is_list, is_object, pointer, tokens
from ..shapes import Catalogue, Occurrence, occurrences
from ..shapes.compiler import DEFINITIONS
from .mutators import asserts
from .schema_paths import SchemaPath, SchemaStep, ways_to


@dataclass(frozen=True, slots=True, order=True)
class Assertion:
    """One thing that a schema demands: a keyword, or one entry of `required`."""

    at: str  #: JSON pointer to the schema, in the document of `Contract.schema`.
    keyword: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.at} {self.keyword} {self.name}".rstrip()


@dataclass(frozen=True, slots=True, eq=False)
class AssertedPlace:
    """A schema, and the paths by which a message leads to it, the shortest first."""

    at: str
    schema: Object
    schema_paths: tuple[SchemaPath, ...]

    @property
    def place(self) -> str:
        """Where the place is in a message, on its first path."""
        return pointer(*(way.token for way in self.schema_paths[0] if way.token is not None))

    @property
    def assertions(self) -> Iterator[Assertion]:
        """What the schema demands by itself."""
        for keyword, limit in self.schema.items():
            if keyword == "required":
                yield from (Assertion(self.at, keyword, name) for name in limit)
            elif asserts(keyword, limit):
                yield Assertion(self.at, keyword)


def asserted_places(
    bundle: Bundle, catalogue: Catalogue, type: str, *, depth: int | None = None
) -> tuple[AssertedPlace, ...]:
    """
    List the schemas that apply to some value of a conforming message, nearest first.

    With `depth`, only to values at most that many properties and items down.
    """
    applied = _Applied(bundle, type)
    schemas: dict[str, Object] = {}
    schema_paths: dict[str, dict[SchemaPath, None]] = {}
    known: dict[Occurrence | None, tuple[SchemaPath, dict[str, Object]]] = {}
    for occurrence in occurrences(catalogue, catalogue.message(type), depth=depth).values():
        above, inherited = known.get(occurrence.above, ((), {}))
        ways = ways_to(catalogue, occurrence)
        known[occurrence] = (*above, *ways), applied.at(inherited, ways)
        schema_path, here = known[occurrence]
        for at, schema in here.items():
            schemas[at] = schema
            schema_paths.setdefault(at, {})[schema_path] = None
    return tuple(AssertedPlace(at, schema, tuple(schema_paths[at])) for at, schema in schemas.items())


@dataclass(frozen=True, slots=True)
class _Applied:
    """Finds the schemas that apply to a value in a message, by their places."""

    bundle: Bundle
    type: str

    def at(self, above: dict[str, Object], ways: SchemaPath) -> dict[str, Object]:
        """Find those that apply to the whole message or, given one way down, among those that apply above."""
        if not ways:
            return dict(self._with_parts("#", self.bundle.messages[self.type]))
        way = ways[0]
        if way.branch is not None:
            return above | dict(
                self._with_parts(way.branch, branch_schema(self.bundle, self.type, way.branch))
            )
        return {
            at: schema
            for parent, holder in above.items()
            for place, part in _parts_at(parent, holder, way)
            for at, schema in self._with_parts(place, part)
        }

    def _with_parts(
        self, at: str, schema: Parsed, seen: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, Object]]:
        """The schema and those that it applies to the same value: references and `allOf`."""
        if not isinstance(schema, dict) or at in seen:
            return
        yield at, schema
        seen |= {at}
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(DEFINITIONS)
            yield from self._with_parts(f"{DEFINITIONS}{name}", self.bundle.components[name], seen)
        for index, part in enumerate(schema.get("allOf", ())):
            yield from self._with_parts(f"{at}/allOf/{index}", part, seen)


def _parts_at(at: str, schema: Object, way: SchemaStep) -> Iterator[tuple[str, Any]]:
    if isinstance(way.token, int):
        if "items" in schema:
            yield child(at, "items"), schema["items"]
    elif way.token is not None and way.token in schema.get("properties", {}):
        yield child(child(at, "properties"), way.token), schema["properties"][way.token]
    elif "additionalProperties" in schema:
        yield child(at, "additionalProperties"), schema["additionalProperties"]


def branch_schema(bundle: Bundle, type: str, at: str) -> Any:
    """Look up the branch of a union; None if it has no schema, as those of a list of types."""
    path = tokens(at)
    if path[-2:-1] == ("type",):
        return None
    found: Any = bundle.messages[type]
    if at.startswith(DEFINITIONS):
        found, path = bundle.components[path[1]], path[2:]
    for token in path:
        # Anything is allowed where nothing is said.
        found = found[int(token)] if is_list(found) else found.get(token)
        if found is None:
            return None
    return found


def branch_name(bundle: Bundle, type: str, at: str) -> str | None:
    """Call the branch of a union by its component, or by the component that holds it and its index."""
    branch = branch_schema(bundle, type, at)
    if not is_object(branch):
        return None
    if "$ref" in branch:
        return str(branch["$ref"]).removeprefix(DEFINITIONS)
    path = tokens(at)
    return f"{path[1]}.{path[-1]}" if at.startswith(DEFINITIONS) else path[-1]
