"""
A deterministic suite of conforming messages that shows every place which a conforming message can show.

All say their type, which handlers go by, even where the schema does not require it.

Each shape is met at one place only, through a list wherever there is one, so that many places share a
message. A value is filled with what its place and the places below still have to show, and no more.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias
from warnings import warn

from ..errors import DocumentWarning
from ..json_paths import Object, dumps
from ..shapes.catalogue import Catalogue
from ..shapes.coverage import Showing
from ..shapes.graph import Occurrence, occurrences_within_lists
from ..shapes.nodes import EXTRA_PROPERTY, Array, Choice, Number, Option, Property, Record, Shape, Text, Union
from ..shapes.places import (
    LARGEST_MESSAGE,
    Place,
    bounds,
    places_of,
    places_of_branch,
    places_of_option,
    places_of_property,
    places_of_size,
)
from ..shapes.scalar_values import text_of_length

NOT_SHOWN = (
    "The covering messages of type {type!r} do not show every part of the schema: {count} are missing, "
    "such as {first}. No message of 64 KB was found that shows one of them."
)
NO_NAMES: frozenset[str] = frozenset()
ROOM = LARGEST_MESSAGE - 15 * 1024  # bytes; the rest is for what has been begun when the room is used up

StepKey: TypeAlias = tuple[str | int | None, int | None]
Listed: TypeAlias = tuple[str, Property, tuple[Place, ...], tuple[Place, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """One message of the suite, and the places that it is the first to show."""

    message: Object
    places: tuple[Place, ...]


def cover(catalogue: Catalogue, type: str) -> Iterator[Covering]:
    """Build the suite for a message type, one message after the other; a warning tells what none shows."""
    filling = _Filling(catalogue, catalogue.typed(type))
    while filling.missing:
        covering = filling.next_message()
        if not covering.places:
            count, first = len(filling.missing), next(iter(filling.missing))
            warn(DocumentWarning(NOT_SHOWN.format(type=type, count=count, first=first)), stacklevel=2)
            return
        yield covering


class _Filling:
    """What is still to be shown, counted at each occurrence for all that lies below it."""

    def __init__(self, catalogue: Catalogue, root: Shape) -> None:
        self._catalogue = catalogue
        self._smallest = catalogue.smallest
        self._showing = Showing(catalogue)
        self._missing: dict[Place, Occurrence] = {}
        self._paths: dict[Occurrence, tuple[Occurrence, ...]] = {}
        self._below: Counter[Occurrence] = Counter()
        self._children: defaultdict[Occurrence, dict[StepKey, Occurrence]] = defaultdict(dict)
        self._properties: dict[Record, list[Listed]] = {}
        self._options: dict[Choice, list[Option]] = {}
        self._shown: list[Place] = []
        self._room = 0
        occurrences = occurrences_within_lists(catalogue, root)
        self._top = occurrences[root].path[0]
        for shape, occurrence in occurrences.items():
            self._claim(occurrence, places_of(catalogue, shape))

    def _claim(self, occurrence: Occurrence, places: Iterable[Place]) -> None:
        claimed = {place: occurrence for place in places if place not in self._missing}
        self._missing.update(claimed)
        self._paths[occurrence] = occurrence.path
        for one in self._paths[occurrence]:
            self._below[one] += len(claimed)
            if one.above is not None and one.step is not None:
                self._children[one.above][one.step.token, one.step.branch] = one

    @property
    def missing(self) -> Collection[Place]:
        """What is still to be shown."""
        return self._missing.keys()

    def next_message(self) -> Covering:
        """Build one more message."""
        self._shown, self._room = [], ROOM
        message = self._fill(self._top)
        # What is as small as can be shows some places too, so that no later message is the first one to.
        self._show(*self._showing.of(self._top.shape, message))
        return Covering(message=message, places=tuple(self._shown))

    def _show(self, *places: Place) -> None:
        for place in places:
            occurrence = self._missing.pop(place, None)
            if occurrence is not None:
                self._shown.append(place)
                for one in self._paths[occurrence]:
                    self._below[one] -= 1

    def _has(self, *places: Place) -> bool:
        return any(place in self._missing for place in places)

    def _wants(self, occurrence: Occurrence | None) -> bool:
        return occurrence is not None and self._below[occurrence] > 0 and self._room > 0

    def _fill(self, occurrence: Occurrence) -> Any:
        match occurrence.shape:
            case Record():
                return self._record(occurrence, occurrence.shape)
            case Array():
                return self._array(occurrence, occurrence.shape)
            case Union():
                return self._union(occurrence, occurrence.shape)
            case _:
                pass
        value = self._scalar(occurrence.shape)
        self._room -= len(dumps(value)) + 1
        return value

    def _part(self, occurrence: Occurrence, key: StepKey, shape: Shape) -> Any:
        below = self._children[occurrence].get(key)
        if below is not None:
            return self._fill(below)
        value = self._smallest.of(shape)
        self._room -= len(dumps(value)) + 1
        return value

    def _scalar(self, shape: Shape) -> Any:
        match shape:
            case Choice():
                return self._option(shape)
            case Text() | Number():
                return self._edge(shape)
            case _:
                return self._smallest.of(shape)

    def _option(self, shape: Choice) -> Any:
        if shape not in self._options:
            self._options[shape] = list(reversed(shape.options))
        left = self._options[shape]
        while left:
            option = left.pop()
            places = tuple(places_of_option(option))
            if self._has(*places):
                self._show(*places)
                return option.value
        return self._smallest.of(shape)

    def _edge(self, shape: Text | Number) -> Any:
        for place, edge in bounds(shape).items():
            if self._has(place):
                self._show(place)
                return text_of_length(shape, int(edge)) if isinstance(shape, Text) else edge
        return self._smallest.of(shape)

    def _record(self, occurrence: Occurrence, shape: Record) -> Object:
        built: Object = {}
        children = self._children[occurrence]
        never, always = self._counted(occurrence, shape) if shape.is_counted else (NO_NAMES, NO_NAMES)
        for name, part, present, absent in self._listed(shape):
            below = children.get((name, None))
            wanted = name not in never and (self._wants(below) or self._has_room_for(present, part.shape))
            if part.required or wanted or name in always:
                self._show(*present)
                self._room -= len(name) + 4
                built[name] = self._part(occurrence, (name, None), part.shape)
            else:
                self._show(*absent)
        below = children.get((EXTRA_PROPERTY, None))
        most = sys.maxsize if shape.max_properties is None else shape.max_properties
        names = shape.other_names
        while below is not None and self._wants(below) and len(built) < most:
            built[next(names)] = self._fill(below)
        for name, more in self._smallest.more(shape) if len(built) < shape.min_properties else ():
            if len(built) < shape.min_properties and name not in built:
                built[name] = self._smallest.of(more)
        return built

    def _counted(self, occurrence: Occurrence, shape: Record) -> tuple[frozenset[str], frozenset[str]]:
        """Choose which properties this record has no room for, and which it must not do without."""
        below = self._children[occurrence]
        optional = [
            (not (self._has(*present) or self._wants(below.get((name, None)))), self._has(*absent), name)
            for name, part, present, absent in self._listed(shape)
            if not part.required and self._catalogue.why_absent(shape, name) is None
        ]
        names = [name for *_, name in sorted(optional, key=itemgetter(0, 1))]
        most = len(names) if shape.max_properties is None else shape.max_properties - shape.required_count
        has_others = shape.others is not None and self._catalogue.has_value(shape.others)
        least = 0 if has_others else shape.min_properties - shape.required_count
        return frozenset(names[most:]), frozenset(names[: max(0, least)])

    def _listed(self, shape: Record) -> list[Listed]:
        if shape not in self._properties:
            self._properties[shape] = [
                (
                    name,
                    part,
                    tuple(places_of_property(part, present=True)),
                    tuple(places_of_property(part, present=False)),
                )
                for name, part in shape.properties.items()
            ]
        return self._properties[shape]

    def _has_room_for(self, present: tuple[Place, ...], shape: Shape) -> bool:
        return self._room > 0 and self._has(*present) and self._catalogue.why_empty(shape) is None

    def _array(self, occurrence: Occurrence, shape: Array) -> list[Any]:
        below = self._children[occurrence].get((0, None))
        most = shape.max_items if shape.max_items is not None else sys.maxsize
        size = self._size(shape, below)
        items: list[Any] = [self._smallest.of(shape.holding)] if shape.holding and size else []
        while len(items) < size or (size > 1 and self._wants(below) and len(items) < most):
            items.append(self._part(occurrence, (0, None), shape.items))
        return self._smallest.made_different(shape, items)

    def _size(self, shape: Array, below: Occurrence | None) -> int:
        for size in (max(2, shape.min_items), 1, 0):
            places = tuple(places_of_size(shape, size))
            if self._has(*places):
                self._show(*places)
                return size
        roomy = shape.max_items is None or shape.max_items > 1
        return (2 if roomy else 1) if self._wants(below) else shape.min_items

    def _union(self, occurrence: Occurrence, shape: Union) -> Any:
        branches = self._catalogue.branches(shape)
        children = self._children[occurrence]

        def news(index: int) -> tuple[bool, bool]:
            return self._has(*places_of_branch(shape, branches[index])), self._wants(
                children.get((None, index))
            )

        best = max(range(len(branches)), key=news)
        if not any(news(best)):
            return self._part_of_nothing_new(shape)
        self._show(*places_of_branch(shape, branches[best]))
        return self._part(occurrence, (None, best), branches[best].shape)

    def _part_of_nothing_new(self, shape: Union) -> Any:
        value = self._smallest.of(shape)
        self._room -= len(dumps(value)) + 1
        return value
