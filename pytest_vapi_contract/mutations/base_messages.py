"""Conforming messages that are small, each with a value in it that is to be broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from ..contract import Contract
from ..contract.tagged_unions import json_type
from ..json_paths import JSON_TYPES, Object, pointer
from ..shapes import Anything, Array, Catalogue, Choice, Number, Record, Shape, Text, Union
from .assertions import AssertedPlace, branch_name
from .fault import NO_ITEM, ValidValue
from .schema_paths import Path, SchemaPath, around, paths

#: How many conforming messages are tried for one place before its rule counts as unbreakable.
BASES = 12

KINDS: Mapping[type, frozenset[str]] = {
    Anything: frozenset(JSON_TYPES),
    Array: frozenset({"array"}),
    Record: frozenset({"object"}),
    Text: frozenset({"string"}),
}

#: Place of a branch -> the values that a tag has there.
Tagged = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A conforming message, and the value in it that is to be broken."""

    message: Any
    path: Path
    branch: str | None  #: The innermost branch of a union that the value is in.
    valid: ValidValue

    @property
    def at(self) -> str:
        """JSON pointer to the value."""
        return pointer(*self.path.tokens)

    def label(self, at: str | None = None) -> str:
        """Write a place, by default that of the value, as the end of an id."""
        place = self.at if at is None else at
        return f"{':' if place else ''}{place}" + (f"@{self.branch}" if self.branch else "")


class BaseMessages:
    """Finds conforming messages for the asserted places of one message type."""

    def __init__(self, contract: Contract, type: str) -> None:
        self._bundle, self._type = contract.bundle, type
        self.catalogue = contract.catalogue()  # one for all message types: it remembers what it has found out
        self.smallest = self.catalogue.smallest
        self.root = self.catalogue.typed(type)
        self._contract = contract
        self._tags: dict[Shape, dict[str, Tagged]] = {}

    def message(self) -> Any:
        """Build the smallest message."""
        return self._contract.smallest(self._type)

    def bases(self, asserted_place: AssertedPlace) -> Iterator[Base]:
        """List messages that lead to a place; those after the first rule out other branches in other ways."""
        ways = (
            (schema_path, path)
            for schema_path in asserted_place.schema_paths
            for path in paths(self.catalogue, self.root, schema_path)
        )
        for schema_path, path in islice(ways, BASES):
            value = self.smallest.of(path.last)
            message = around(self.smallest, path, value)
            if not self._contract.is_as_labelled(message):
                continue
            yield Base(
                message=message,
                path=path,
                branch=self._branch(schema_path),
                valid=self.valid_value(asserted_place, schema_path, path, value),
            )

    def valid_value(
        self, asserted_place: AssertedPlace, schema_path: SchemaPath, path: Path, value: Any
    ) -> ValidValue:
        """Tell a mutator about a value at the end of a path."""
        return ValidValue(
            value=value,
            schema=asserted_place.schema,
            item=self._item(path.last),
            kinds=self.kinds(path.last),
            tags=self._tags_of(schema_path, path),
            rivals=self._rivals(schema_path, path),
        )

    def kinds(self, shape: Shape) -> frozenset[str]:
        """Tell which JSON types the values of a shape have."""
        resolved = self.catalogue.resolve(shape)
        match resolved:
            case Union():
                return frozenset[str]().union(*(self.kinds(branch.shape) for branch in resolved.branches))
            case Choice():
                return frozenset(json_type(option.value) for option in resolved.options)
            case Number():
                return frozenset({"integer"} if resolved.integral else {"integer", "number"})
            case _:
                return KINDS.get(type(resolved), frozenset())

    def _branch(self, schema_path: SchemaPath) -> str | None:
        names = (
            branch_name(self._bundle, self._type, way.branch) for way in reversed(schema_path) if way.branch
        )
        return next(filter(None, names), None)

    def _item(self, shape: Shape) -> Any:
        if not isinstance(shape, Array) or shape.max_items == 0 or self.catalogue.why_empty(shape.items):
            return NO_ITEM
        return self.smallest.of(shape.items)

    def _tags_of(self, schema_path: SchemaPath, path: Path) -> tuple[str, ...]:
        if not schema_path or schema_path[-1].branch is None:
            return ()
        tagged = self._told_by(path.steps[-1][0])
        return tuple(name for name, branches in tagged.items() if schema_path[-1].branch in branches)

    def _rivals(self, schema_path: SchemaPath, path: Path) -> tuple[Any, ...]:
        if len(schema_path) < 2 or schema_path[-2].branch is None:
            return ()
        told = self._told_by(path.steps[-2][0]).get(str(schema_path[-1].token), {})
        if schema_path[-2].branch not in told:
            return ()
        branches = list(told)
        here = branches.index(schema_path[-2].branch)
        following = (*branches[here + 1 :], *branches[:here])
        return tuple(dict.fromkeys(chain.from_iterable(told[branch] for branch in following)))

    def _told_by(self, shape: Shape) -> dict[str, Tagged]:
        if shape not in self._tags:
            self._tags[shape] = tags(self.catalogue, shape) if isinstance(shape, Union) else {}
        return self._tags[shape]


def each_alone(contract: Contract, type: str) -> Iterator[Any]:
    """Build the smallest message with each property that need not be there, one at a time."""
    base_messages = BaseMessages(contract, type)
    bare = base_messages.message()
    for name, part in base_messages.root.properties.items():
        if name not in bare and not base_messages.catalogue.why_empty(part.shape):
            yield {**bare, name: base_messages.smallest.of(part.shape)}


def each_alone_within(contract: Contract, type: str, name: str) -> Iterator[tuple[str, Any]]:
    """
    Build the smallest message with each optional list and object of one of its objects, one at a time.

    Each comes with the name of the property, which has as little in it as may be: an empty list, if it can.
    """
    base_messages = BaseMessages(contract, type)
    catalogue, smallest, root = base_messages.catalogue, base_messages.smallest, base_messages.root
    part = root.properties.get(name)
    outer = catalogue.resolve(part.shape) if part and not catalogue.why_empty(part.shape) else None
    bare = base_messages.message()
    least: Object = smallest.of(outer) if outer else {}
    for inner, each in outer.properties.items() if isinstance(outer, Record) else ():
        shape = catalogue.resolve(each.shape)
        if inner not in least and isinstance(shape, Array | Record) and not catalogue.why_empty(shape):
            yield inner, {**bare, name: {**least, inner: smallest.of(shape)}}


def tags(catalogue: Catalogue, union: Union) -> dict[str, Tagged]:
    """Find the properties that tell the branches of a union apart, with what they are in each branch."""
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    for branch in catalogue.branches(union):
        for name, values in _listed(catalogue, catalogue.resolve(branch.shape)):
            found.setdefault(name, {})[branch.at] = values
    return {name: told for name, told in found.items() if len(told) > 1 and 1 in map(len, told.values())}


def _listed(catalogue: Catalogue, shape: Shape) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if not isinstance(shape, Record):
        return
    for name, part in shape.properties.items():
        inner = catalogue.resolve(part.shape)
        if isinstance(inner, Choice) and all(isinstance(option.value, str) for option in inner.options):
            yield name, tuple(option.value for option in inner.options)


def texts_listed(schema: Object) -> tuple[str, ...]:
    """List the strings among the values of an enumeration."""
    return tuple(value for value in schema.get("enum", ()) if isinstance(value, str))
