"""
Where the schemas of a message type assert something of a conforming message.

A site is a place of the schema, not of a message: it is the same wherever its component is referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .._json import Object, child, pointer, tokens
from ..bundle import Bundle
from ..shapes import Catalogue, Spot, spots
from .families import asserts
from .trails import Trail, Way, trail_to

DEFINITIONS = "#/$defs/"


@dataclass(frozen=True, slots=True, order=True)
class Assertion:
    """
    One thing that a schema demands: a keyword, or one entry of `required`.
    """

    at: str  #: JSON pointer to the schema, in the document of `Contract.schema`.
    keyword: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.at} {self.keyword} {self.name}".rstrip()


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """
    A schema, and the trails on which a message leads to it, the shortest first.
    """

    at: str
    schema: Object
    trails: tuple[Trail, ...]

    @property
    def place(self) -> str:
        """
        Where the site is in a message, on its first trail.
        """
        return pointer(*(way.token for way in self.trails[0] if way.token is not None))

    @property
    def assertions(self) -> Iterator[Assertion]:
        """
        What the schema demands by itself.
        """
        for keyword, limit in self.schema.items():
            if keyword == "required":
                yield from (Assertion(self.at, keyword, name) for name in limit)
            elif asserts(keyword, limit):
                yield Assertion(self.at, keyword)


def sites(bundle: Bundle, catalogue: Catalogue, type: str) -> tuple[Site, ...]:
    """
    List the schemas that apply to some value of a conforming message, nearest first.
    """
    schemas: dict[str, Object] = {}
    trails: dict[str, dict[Trail, None]] = {}
    applied: dict[Spot, dict[str, Object]] = {}
    for spot in spots(catalogue, catalogue.message(type)).values():
        applied[spot] = _Applied(bundle, type).at(spot, applied, catalogue)
        trail = trail_to(catalogue, spot)
        for at, schema in applied[spot].items():
            schemas[at] = schema
            trails.setdefault(at, {})[trail] = None
    return tuple(Site(at, schema, tuple(trails[at])) for at, schema in schemas.items())


@dataclass(frozen=True, slots=True)
class _Applied:
    """
    Finds the schemas that apply to the value at a spot, by their places.
    """

    bundle: Bundle
    type: str

    def at(self, spot: Spot, above: dict[Spot, dict[str, Object]], catalogue: Catalogue) -> dict[str, Object]:
        if spot.above is None or spot.step is None:
            return dict(self._with_parts("#", self.bundle.messages[self.type]))
        way = trail_to(catalogue, spot)[-1]
        inherited = above[spot.above]
        if way.branch is not None:
            branch = self._lookup(way.branch)
            return inherited | dict(self._with_parts(way.branch, branch))
        return {
            at: schema
            for parent, holder in inherited.items()
            for place, part in _parts_at(parent, holder, way)
            for at, schema in self._with_parts(place, part)
        }

    def _with_parts(
        self, at: str, schema: Any, seen: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, Object]]:
        """
        The schema and those that it applies to the same value: references and `allOf`.
        """
        if not isinstance(schema, dict) or at in seen:
            return
        yield at, schema
        seen |= {at}
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(DEFINITIONS)
            yield from self._with_parts(f"{DEFINITIONS}{name}", self.bundle.components[name], seen)
        for index, part in enumerate(schema.get("allOf", ())):
            yield from self._with_parts(f"{at}/allOf/{index}", part, seen)

    def _lookup(self, at: str) -> Any:
        return schema_at(self.bundle, self.type, at)


def _parts_at(at: str, schema: Object, way: Way) -> Iterator[tuple[str, Any]]:
    if isinstance(way.token, int):
        if "items" in schema:
            yield child(at, "items"), schema["items"]
    elif way.token is not None and way.token in schema.get("properties", {}):
        yield child(child(at, "properties"), way.token), schema["properties"][way.token]
    elif "additionalProperties" in schema:
        yield child(at, "additionalProperties"), schema["additionalProperties"]


def schema_at(bundle: Bundle, type: str, at: str) -> Any:
    """
    Look up a place of the document of `Contract.schema`.
    """
    path = tokens(at)
    found: Any = bundle.messages[type]
    if at.startswith(DEFINITIONS):
        found, path = bundle.components[path[1]], path[2:]
    for token in path:
        found = found[int(token)] if isinstance(found, list) else found[token]
    return found


def branch_name(bundle: Bundle, type: str, at: str) -> str:
    """
    Call the branch of a union by its component, or by the component that holds it and its index.
    """
    branch = schema_at(bundle, type, at)
    if isinstance(branch, dict) and "$ref" in branch:
        return str(branch["$ref"]).removeprefix(DEFINITIONS)
    path = tokens(at)
    return f"{path[1]}.{path[-1]}" if at.startswith(DEFINITIONS) else path[-1]
