"""
Which places a value shows, wherever they are in it.

A branch of an exclusive union is shown by what is of that branch alone: a value of two of them leaves open
which one it is, and so does all that it is a part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from ..json_paths import Object, Parsed
from .catalogue import Catalogue
from .membership import has_names_of, has_size_of, is_member, part_named, same_json
from .nodes import Array, Choice, Number, Record, Shape, Text, Union
from .places import Place, places_of_branch, places_of_option, places_of_property, places_of_size

Places: TypeAlias = tuple[Place, ...]
#: What a value shows; `None` if it is not of the shape, and `OPEN` if it may be of several branches.
Look: TypeAlias = list[Place] | None
OPEN: list[Place] = []


class Showing:
    """Tells what values show, along the shapes of a catalogue, and remembers how to look at each shape."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._choices: dict[Record, tuple[str, ...]] = {}
        self._presence: dict[Record, dict[str, list[Places]]] = {}
        self._listed: dict[Choice, dict[tuple[bool, Any], list[Place]]] = {}

    def of(self, shape: Shape, value: Any) -> Places:
        """List the places of a shape that a value of it shows, some of them more than once."""
        return tuple(self._look(shape, value) or ())

    def _look(self, shape: Shape, value: Any) -> Look:
        shape = self._catalogue.resolve(shape)
        match shape:
            case Record():
                return self._record(shape, value)
            case Union():
                return self._union(shape, value)
            case Choice():
                return self._choice(shape, value)
            case Array():
                return self._array(shape, value)
            case _:
                pass
        if not is_member(self._catalogue, shape, value):
            return None
        return _touched(shape, value) if isinstance(shape, Text | Number) else []

    def _choice(self, shape: Choice, value: Parsed) -> Look:
        if isinstance(value, list | dict):
            same = [option for option in shape.options if same_json(option.value, value)]
            return [place for option in same for place in places_of_option(option)] if same else None
        if shape not in self._listed:
            self._listed[shape] = _table(shape)
        return self._listed[shape].get((isinstance(value, bool), value))

    def _array(self, shape: Array, value: Any) -> Look:
        if not has_size_of(shape, value):
            return None
        return _joined((self._look(shape.items, item) for item in value), places_of_size(shape, len(value)))

    def _record(self, shape: Record, value: Any) -> Look:
        if not has_names_of(shape, value):
            return None
        looks = (self._look(part_named(shape, name), value[name]) for name in self._names(shape, value))
        return _joined(looks, self._present(shape, value))

    def _names(self, shape: Record, value: Object) -> Iterator[str]:
        # What tells a branch from others is mostly one word: it is looked at first.
        if shape not in self._choices:
            choices = (
                name
                for name, part in shape.properties.items()
                if isinstance(self._catalogue.resolve(part.shape), Choice)
            )
            self._choices[shape] = tuple(choices)
        first = self._choices[shape]
        yield from (name for name in first if name in value)
        yield from (name for name in value if name not in first)

    def _present(self, shape: Record, value: Object) -> Iterator[Place]:
        if shape not in self._presence:
            self._presence[shape] = {
                name: [tuple(places_of_property(part, present=there)) for there in (False, True)]
                for name, part in shape.properties.items()
            }
        for name, presence in self._presence[shape].items():
            yield from presence[name in value]

    def _union(self, shape: Union, value: Any) -> Look:
        taken = [
            (branch, look)
            for branch in shape.branches
            if (look := self._look(branch.shape, value)) is not None
        ]
        if not taken:
            return None
        clear = [(branch, look) for branch, look in taken if look is not OPEN]
        if not clear or (len(taken) > 1 and self._catalogue.tells_apart(shape)):
            return OPEN
        return [place for branch, look in clear for place in (*places_of_branch(shape, branch), *look)]


def _joined(looks: Iterable[Look], own: Iterable[Place]) -> Look:
    found: list[Place] = []
    is_open = False
    for look in looks:
        if look is None:
            return None
        is_open = is_open or look is OPEN
        found += look
    if is_open:
        return OPEN
    found += own
    return found


def _table(shape: Choice) -> dict[tuple[bool, Any], list[Place]]:
    # `1` and `True` are the same key, but not the same JSON.
    table: dict[tuple[bool, Any], list[Place]] = {}
    for option in shape.options:
        if not isinstance(option.value, list | dict):
            key = (isinstance(option.value, bool), option.value)
            table.setdefault(key, []).extend(places_of_option(option))
    return table


def _touched(shape: Text | Number, value: Any) -> Look:
    size = len(value) if isinstance(shape, Text) else value
    return [Place(at, "bound") for at, edge in shape.edges.items() if edge == size]
