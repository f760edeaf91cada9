"""
Plans for the parts of a message: functions from a scenario to a value, each made once for a shape.

All that can be decided without the seed is decided there: a message costs little more than its values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import islice
from random import Random
from typing import Any, TypeAlias

from ..realism import believable_values, field_of, is_open, kind_of, makers, names_of, words
from ..realism.frequencies import POPULAR, PRESETS, frequency
from ..realism.open_objects import metadata
from ..realism.sample_size import SampleDetail
from ..realism.scenario import Scenario
from ..realism.scenario_values import Told, fresh
from ..shapes import (
    Anything,
    Array,
    Catalogue,
    Choice,
    Endings,
    Number,
    Record,
    Shape,
    Text,
    Union,
    is_member,
    part_named,
)
from ..shapes.membership import is_of_number
from .dialogue import dialogue

Plan: TypeAlias = Callable[[Scenario], Any]
Pairs: TypeAlias = tuple[tuple[str, Plan], ...]

SUBSETS = 128  # prepared selections of the optional properties of a record
POOL = 96  # prepared values of a field
MOST_CHOICES = 6
HEADERS = ("x-tenant", "x-api-version", "x-environment")
ENDED = frozenset({"", "Artifact", "Call"})  # whose properties may tell that a call is over


class Plans:
    """The plans for all shapes of a catalogue at one detail."""

    def __init__(self, catalogue: Catalogue, detail: SampleDetail) -> None:
        self._catalogue, self._detail = catalogue, detail
        self._smallest = catalogue.smallest
        self._endings = Endings(catalogue)
        self._plans: dict[tuple[Shape, int], Plan] = {}

    def plan(self, shape: Shape, level: int) -> Plan:
        """Plan a value with at most `level` records and lists within each other, unless more are required."""
        shape = self._catalogue.resolve(shape)
        level = 0 if isinstance(shape, Choice | Text | Number) else max(level, 0)
        key = (shape, level)
        if key not in self._plans:
            self._plans[key] = self._later(key)  # for a list that holds itself
            self._plans[key] = self._made(shape, level)
        return self._plans[key]

    def _later(self, key: tuple[Shape, int]) -> Plan:
        def later(scenario: Scenario) -> Any:
            return self._plans[key](scenario)

        return later

    def _made(self, shape: Shape, level: int) -> Plan:
        match shape:
            case Choice():
                return _choice(shape)
            case Text() | Number():
                return self._scalar(shape)
            case Array():
                return dialogue(self._catalogue, shape) or self._array(shape, level)
            case Union():
                return self._union(shape, level)
            case Record() if shape.properties:
                return self._record(shape, level)
            case Record():
                return self._free_form(shape, level)
            case Anything():
                return lambda scenario: scenario.said_by("user")
            case _:
                pass
        raise ValueError(f"nothing can be made at {shape.at}")

    def _scalar(self, shape: Text | Number) -> Plan:
        told = _told(shape)
        pool = believable_values(shape, POOL) or (self._smallest.of(shape),)
        is_plain = isinstance(shape, Text) and is_open(shape)
        if told is None:
            is_id = is_plain and kind_of(shape) is makers.uuid
            return fresh if is_id else picked(pool)
        if is_plain:
            return _plain(told, pool)
        return _checked(told, self._fits(shape), pool)

    def _fits(self, shape: Text | Number) -> Callable[[Any], bool]:
        if isinstance(shape, Number):
            return lambda value: is_of_number(shape, value)
        if shape.pattern is not None or shape.other_than:
            return lambda value: is_member(self._catalogue, shape, value)
        least, most = shape.min_length, shape.max_length or sys.maxsize
        return lambda value: value.__class__ is str and least <= len(value) <= most

    def _array(self, shape: Array, level: int) -> Plan:
        items = self._catalogue.resolve(shape.items)
        if self._catalogue.why_empty(items) is not None:
            return lambda _scenario: []
        if isinstance(items, Choice) and not shape.min_items:
            return _choices(items, shape)
        length = self._length(shape, level)
        item = self.plan(items, level - 1)
        first = None if shape.holding is None else self.plan(shape.holding, level - 1)

        def array(scenario: Scenario) -> list[Any]:
            count = length(scenario)
            if first is None or not count:
                return [item(scenario) for _ in range(count)]
            return [first(scenario), *(item(scenario) for _ in range(count - 1))]

        return self._distinct(array, shape) if shape.unique else array

    def _distinct(self, array: Plan, shape: Array) -> Plan:
        """Leave out items that are there already."""
        return lambda scenario: self._smallest.made_different(shape, array(scenario))

    def _length(self, shape: Array, level: int) -> Callable[[Scenario], int]:
        least = shape.min_items
        most = max(least, self._detail.longest if level else least)
        if shape.max_items is not None:
            most = min(most, shape.max_items)
        if field_of(*names_of(shape.at)).single and most <= 1 + self._detail.longest:
            return lambda _scenario: max(least, 1)
        low = min(max(least, 1), most)

        def length(scenario: Scenario) -> int:
            return least if scenario.room < 0 else low + int(scenario.chance() * (most - low + 1))

        return length

    def _union(self, shape: Union, level: int) -> Plan:
        branches = self._catalogue.branches(shape) if level else self._endings.branches(shape)
        shapes = [self._catalogue.resolve(branch.shape) for branch in branches]

        plans = tuple(self.plan(part, level) for part in shapes for _ in range(_weight(part)))
        ending = tuple(self.plan(branch.shape, 0) for branch in self._endings.branches(shape))
        if len(plans) == 1:
            return plans[0]
        agreeing = field_of(*names_of(shape.at)).branches
        if agreeing is not None and level:
            return _agreeing(agreeing, {_component(part): self.plan(part, level) for part in shapes}, plans)

        def union(scenario: Scenario) -> Any:
            among = plans if scenario.room >= 0 else ending
            return among[int(scenario.chance() * len(among))](scenario)

        return union

    def _record(self, shape: Record, level: int) -> Plan:
        subsets: list[Pairs | None] = [None] * (2 * SUBSETS)
        bare: list[Pairs] = []

        def record(scenario: Scenario) -> dict[str, Any]:
            scenario.room -= 1
            if scenario.room < 0 or not level:
                bare[:] = bare or (self._bare(shape),)
                pairs = bare[0]
            else:
                number = int(scenario.chance() * SUBSETS) * 2 + scenario.ended
                pairs = subsets[number] or self._subset(shape, level, number)
                subsets[number] = pairs
            return {name: plan(scenario) for name, plan in pairs}

        return record

    def _bare(self, shape: Record) -> Pairs:
        if not shape.is_counted:
            return self._pairs(shape, 0, frozenset())
        # What else may be chosen could hold the record itself, without end.
        return tuple((name, self.plan(part_named(shape, name), -1)) for name in self._smallest.of(shape))

    def _subset(self, shape: Record, level: int, number: int) -> Pairs:
        # Seeded by text, so that every Python and every process prepares the same subsets.
        chance = Random(f"{shape.at} {level} {number // 2}").random
        owner, _ = names_of(shape.at)
        optional = self._catalogue.optional(shape)
        chosen = frozenset(
            name
            for name, part in shape.properties.items()
            if chance() < frequency(owner, name, self._detail, roomy=self._is_roomy(part.shape, level))
            and name in optional
        )
        early = not number % 2 and owner in ENDED
        if early:
            chosen = frozenset(name for name in chosen if not field_of(owner, name).afterwards)
        return self._pairs(shape, level, chosen)

    def _is_roomy(self, shape: Shape, level: int) -> bool:
        resolved = self._catalogue.resolve(shape)
        if isinstance(resolved, Union) and level:
            return any(self._is_roomy(branch.shape, 0) for branch in self._catalogue.branches(resolved))
        return not isinstance(resolved, Choice | Text | Number)

    def _pairs(self, shape: Record, level: int, chosen: frozenset[str]) -> Pairs:
        chosen = self._counted(shape, chosen) if shape.is_counted else chosen
        declared = {
            name: part.shape for name, part in shape.properties.items() if part.required or name in chosen
        }
        more = ((name, part) for name, part in self._smallest.more(shape) if name not in declared)
        extra = dict(islice(more, max(0, shape.min_properties - len(declared))))
        return tuple((name, self.plan(part, level - 1)) for name, part in (declared | extra).items())

    def _counted(self, shape: Record, chosen: frozenset[str]) -> frozenset[str]:
        """Leave out or add optional properties until there are as many as the record may have."""
        optional = sorted(self._catalogue.optional(shape), key=lambda name: name not in chosen)
        most = len(optional) if shape.max_properties is None else shape.max_properties - shape.required_count
        count = max(shape.min_properties - shape.required_count, len(chosen))
        return frozenset(optional[: min(count, most)])

    def _free_form(self, shape: Record, level: int) -> Plan:
        if shape.additional is None or not self._catalogue.has_value(shape.additional):
            return lambda _scenario: {}
        most, least = shape.max_properties, shape.min_properties
        if isinstance(self._catalogue.resolve(shape.additional), Anything):
            content = field_of(*names_of(shape.at)).content or metadata
        else:
            content = self._entries(shape, level)

        if most is None and not least:
            return content

        def free_form(scenario: Scenario) -> dict[str, Any]:
            parts = list(content(scenario).items())[:most]
            parts += [(f"note{number}", parts[0][1]) for number in range(least - len(parts))]
            return dict(parts)

        return free_form

    def _holds(self, shape: Shape, sought: Shape, seen: frozenset[Shape]) -> bool:
        """Tell whether a value with as little in it as may be, but entries in maps, can hold another."""
        shape = self._catalogue.resolve(shape)
        if shape is sought or shape in seen:
            return shape is sought
        parts: tuple[Shape, ...] = ()
        match shape:
            case Record() if not shape.properties:
                parts = () if shape.additional is None else (shape.additional,)
            case Record() | Array():
                parts = shape.needed
            case Union():
                parts = tuple(branch.shape for branch in self._endings.branches(shape))
            case _:
                pass
        return any(self._holds(part, sought, seen | {shape}) for part in parts)

    def _entries(self, shape: Record, level: int) -> Plan:
        assert shape.additional is not None
        part, count = self.plan(shape.additional, level - 1), shape.min_properties
        if level or not self._holds(shape.additional, shape, frozenset()):
            count = max(count, 1)  # a map of itself would go on without end
        keys = HEADERS if names_of(shape.at)[1] == "headers" else words.KEYS

        def entries(scenario: Scenario) -> dict[str, Any]:
            names = [keys[(scenario.base + number) % len(keys)] for number in range(count)]
            return {name: part(scenario) for name in names}

        return entries


def _told(shape: Text | Number) -> Told | None:
    """Find what the scenario decides, unless the format is one that it does not keep."""
    _, name = names_of(shape.at)
    kept = {None: True, "date-time": name.endswith("At"), "uuid": name.endswith(("Id", "id"))}
    format = shape.format if isinstance(shape, Text) else None
    return field_of(*names_of(shape.at)).scenario if kept.get(format) else None


def picked(pool: tuple[Any, ...]) -> Plan:
    """Pick one of the prepared values."""
    if len(pool) == 1:
        return lambda _scenario: pool[0]
    count = len(pool)
    return lambda scenario: pool[int(scenario.chance() * count)]


def _plain(told: Told, pool: tuple[Any, ...]) -> Plan:
    """Take what the scenario decides if it is text, or else a prepared value."""
    other = picked(pool)

    def plain(scenario: Scenario) -> Any:
        value = told(scenario)
        return value if value.__class__ is str else other(scenario)

    return plain


def _checked(told: Told, fits: Callable[[Any], bool], pool: tuple[Any, ...]) -> Plan:
    """Take what the scenario decides if the shape allows it, or else a prepared value."""
    other = picked(pool)

    def checked(scenario: Scenario) -> Any:
        value = told(scenario)
        return value if fits(value) else other(scenario)

    return checked


def _agreeing(components: Mapping[str, str], plans: Mapping[str, Plan], others: tuple[Plan, ...]) -> Plan:
    """Take the branch that agrees with who carries the call."""

    def agreeing(scenario: Scenario) -> Any:
        plan = plans.get(components[scenario.provider])
        return plan(scenario) if plan else scenario.pick(others)(scenario)

    return agreeing


def _component(shape: Shape) -> str:
    return names_of(shape.at)[0]


def _choice(shape: Choice) -> Plan:
    options = tuple(option.value for option in shape.options)
    told = field_of(*names_of(shape.at)).scenario
    return picked(options) if told is None else _checked(told, lambda value: value in options, options)


def _choices(items: Choice, shape: Array) -> Plan:
    """Take a few options of an enumeration, each once."""
    options = tuple(option.value for option in items.options)
    stride = next(step for step in (7, 5, 3, 11, 1) if len(options) % step or step == 1)
    most = min(MOST_CHOICES, len(options), len(options) if shape.max_items is None else shape.max_items)

    def choices(scenario: Scenario) -> list[Any]:
        start, count = int(scenario.chance() * len(options)), 1 + int(scenario.chance() * most)
        return [options[(start + number * stride) % len(options)] for number in range(min(count, most))]

    return choices


def _weight(shape: Shape) -> int:
    match shape:
        case Choice() if all(option.value is None for option in shape.options):
            return 1
        case Choice():
            return 2 * PRESETS
        case Record():
            return POPULAR.get(names_of(shape.at)[0], 2)
        case Array():
            return 1
        case _:
            return 2
