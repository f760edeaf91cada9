"""
Properties that a user fixes: they are checked before anything is generated around them.

A name says where: `session` is the whole property, `session__assistantId` one part of what is generated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from .contract import Contract, Violation
from .errors import BadFixedValue, UnknownProperty
from .json_paths import Object, is_list, is_object
from .shapes import Anything, Array, Catalogue, GenerationReading, Record, Shape, Union, is_member

Make = Callable[[Shape], Any]
#: What is between the names of a property and of its part.
SEPARATOR = "__"
#: How many ways to have a part in a message are tried: each union on the way to it has its branches.
TRIED = 200


def check_fixed(contract: Contract, type: str, reading: GenerationReading, fixed: Mapping[str, Any]) -> None:
    """
    See to it that messages of a type can hold the fixed properties.

    Each is put into the smallest message of the type, which must then conform or, for "observed", at least
    not violate.

    Raises `UnknownMessageType`, `UnknownProperty` and `BadFixedValue`.
    """
    if not fixed:
        return
    record, smallest = _record_and_message(contract, type, reading)
    whole, parts = split(record, fixed)
    for name, value in whole.items():
        if name not in record.properties:
            raise UnknownProperty(type, name, tuple(record.properties))
        violations = _violations(contract, {**smallest, name: value}, reading)
        if name == "type" and not is_member(
            contract.catalogue(reading), record.properties[name].shape, value
        ):
            violations = (Violation(at="/type", keyword="enum", message=f"{value!r} is another type"),)
        if violations:
            raise BadFixedValue(
                type, name, value, str(violations[0]), _is_observed(contract, type, name, value)
            )
    for name, value in parts.items():
        with_parts(contract, type, reading, {**smallest, **whole}, {name: value})


def split(record: Record, fixed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is fixed as a whole, and what is a part of a property."""
    parts = {name for name in fixed if SEPARATOR in name.strip("_") and name not in record.properties}
    whole = {name: value for name, value in fixed.items() if name not in parts}
    return whole, {name: value for name, value in fixed.items() if name in parts}


def with_parts(
    contract: Contract,
    type: str,
    reading: GenerationReading,
    message: Object,
    parts: Mapping[str, Any],
    *,
    make: Make | None = None,
) -> Object:
    """
    A message with fixed parts of its properties; what is missing on the way to them is made.

    `make` gives a value of a shape, by default the smallest. Raises `UnknownProperty` and `BadFixedValue`.
    """
    for name, value in parts.items():
        found = _Parts(contract.catalogue(reading), make or contract.catalogue(reading).smallest.of)
        ways = found.ways(contract.catalogue(reading).record(type), message, _path(name, value))
        fitting = (way for way in islice(ways, TRIED) if not _violations(contract, way, reading))
        chosen = next(fitting, None)
        if chosen is None:
            raise _why_not(contract, type, reading, message, name, value)
        message = chosen
    return message


def _why_not(
    contract: Contract, type: str, reading: GenerationReading, message: Object, name: str, value: Any
) -> UnknownProperty | BadFixedValue:
    """Why no message of a type can have a part: its name does not exist, or its value is not valid."""
    found = _Parts(contract.catalogue(reading), contract.catalogue(reading).smallest.of, strict=False)
    way = next(found.ways(contract.catalogue(reading).record(type), message, _path(name, value)), None)
    if way is None:
        return UnknownProperty(type, name, found.known(name))
    violations = _violations(contract, way, reading)
    why = str(violations[0]) if violations else "the rest of the message does not allow it"
    observed = reading == "every" and not _violations(contract, way, "observed")
    return BadFixedValue(type, name, value, why, observed)


def _path(name: str, value: Any) -> _Path:
    return _Path(tuple(name.split(SEPARATOR)), deepcopy(value))


def with_parts_unchecked(message: Object, parts: Mapping[str, Any]) -> Object:
    """A message with fixed parts of its properties, whatever the contract says of them."""
    for name, value in parts.items():
        message = _with_part(message, tuple(name.split(SEPARATOR)), deepcopy(value))
    return message


def _with_part(value: Any, tokens: tuple[str, ...], new: Any) -> Any:
    """A value with another one at a path; what is on the way and cannot have it makes room."""
    if not tokens:
        return new
    first, rest = tokens[0], tokens[1:]
    if is_list(value) and first.isdigit() and int(first) <= len(value):
        at = int(first)
        item = value[at] if at < len(value) else None
        return [*value[:at], _with_part(item, rest, new), *value[at + 1 :]]
    there = value if is_object(value) else {}
    return {**there, first: _with_part(there.get(first), rest, new)}


class _Path(NamedTuple):
    """The rest of the way to a part, and what is to be there."""

    tokens: tuple[str, ...]
    value: Any

    @property
    def next(self) -> _Path:
        return _Path(self.tokens[1:], self.value)


_MISSING = object()


class _Parts:
    """Looks for the ways in which a value can have a part, and notes which names there are."""

    def __init__(self, catalogue: Catalogue, make: Make, *, strict: bool = True) -> None:
        self._catalogue, self._make, self._strict = catalogue, make, strict
        self._names: dict[int, dict[str, None]] = {}

    def known(self, name: str) -> tuple[str, ...]:
        """The names that there are in the place of one that does not exist."""
        tokens = name.split(SEPARATOR)
        at = len(tokens) - min(self._names, default=len(tokens))
        names = self._names.get(len(tokens) - at, {})
        before, wrong, rest = tokens[:at], tokens[at], tokens[at + 1 :]
        if wrong in names:  # it exists, and has no parts
            return (SEPARATOR.join((*before, wrong)),)
        return tuple(SEPARATOR.join((*before, each, *rest)) for each in names)

    def ways(self, shape: Shape, value: Any, path: _Path) -> Iterator[Any]:
        """Each value of a shape that has the part, made from a value if there is one."""
        if not path.tokens:
            yield path.value
            return
        shape = self._catalogue.resolve(shape)
        match shape:
            case Union():
                yield from self._in_branches(shape, value, path)
            case Record():
                yield from self._in_record(shape, value, path)
            case Array():
                yield from self._in_list(shape, value, path)
            case Anything():
                yield from self._in_record(Record(at=shape.at, additional=shape), value, path)
            case _:
                return

    def _in_branches(self, shape: Union, value: Any, path: _Path) -> Iterator[Any]:
        """What is there is kept if it can have the part; otherwise each branch gets its turn."""
        branches = [branch.shape for branch in shape.branches]
        kept = [
            each for each in branches if value is not _MISSING and is_member(self._catalogue, each, value)
        ]
        for branch, there in (*((each, value) for each in kept), *((each, _MISSING) for each in branches)):
            for way in self.ways(branch, there, path):
                if not self._strict or is_member(self._catalogue, shape, way):
                    yield way

    def _in_record(self, shape: Record, value: Any, path: _Path) -> Iterator[Any]:
        first = path.tokens[0]
        names = self._names.setdefault(len(path.tokens), {})
        names.update(dict.fromkeys(shape.properties))
        there: Any = value if is_object(value) else self._made(shape)
        if not is_object(there):
            return
        if first in shape.properties:
            part = shape.properties[first].shape
        elif first in there or not shape.properties:
            part = shape.additional or Anything(at=shape.at)
        else:
            return
        for way in self.ways(part, there.get(first, _MISSING), path.next):
            yield {**there, first: way}

    def _in_list(self, shape: Array, value: Any, path: _Path) -> Iterator[Any]:
        """An item that is there, by its index; the next one, if the list has just not got it."""
        first = path.tokens[0]
        there: Sequence[Any] = value if is_list(value) else []
        self._names.setdefault(len(path.tokens), {}).update(dict.fromkeys(map(str, range(len(there) + 1))))
        if not first.isdigit() or int(first) > len(there):
            return
        at = int(first)
        for way in self.ways(shape.items, there[at] if at < len(there) else _MISSING, path.next):
            yield [*there[:at], way, *there[at + 1 :]]

    def _made(self, shape: Record) -> Any:
        return self._make(shape) if shape.properties else {}


@lru_cache(maxsize=256)
def _record_and_message(contract: Contract, type: str, reading: GenerationReading) -> tuple[Record, Object]:
    contract.check_type(type, reading)
    catalogue = contract.catalogue(reading)
    record, smallest = catalogue.record(type), catalogue.smallest
    return record, {"type": smallest.of(record.properties["type"].shape), **smallest.of(record)}


def _violations(contract: Contract, message: Object, reading: GenerationReading) -> tuple[Violation, ...]:
    allowed = {"conforming", "disputed"} if reading == "observed" else {"conforming"}
    return () if contract.standing(message) in allowed else contract.judge(message).violations


def _is_observed(contract: Contract, type: str, name: str, value: Any) -> bool:
    """Whether a message that is like those of production can have a value."""
    _, smallest = _record_and_message(contract, type, "observed")
    return name != "type" and not _violations(contract, {**smallest, name: value}, "observed")
