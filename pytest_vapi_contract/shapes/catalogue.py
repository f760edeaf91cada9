"""
The shapes of one contract, compiled when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from ..errors import UnsupportedMessage
from ..json_paths import Object
from .compiler import DEFINITIONS, compile_schema
from .intersection import intersect
from .limits import why_scalar_empty
from .nodes import Array, Branch, Joint, Nothing, Number, Record, Reference, Shape, Text, Union
from .subtraction import subtract, subtract_all


class Catalogue:
    """
    Compiles components and message types into shapes, each once, and remembers what it found out about them.

    `exclusive=False` reads every `oneOf` as `anyOf`, as generated clients do.
    """

    def __init__(
        self, messages: Mapping[str, Object], components: Mapping[str, Object], *, exclusive: bool = True
    ) -> None:
        self._messages = messages
        self._components = components
        self._exclusive = exclusive
        self._compiled: dict[str, Shape] = {}
        self._joined: dict[Joint, Shape] = {}
        self._told_apart: dict[Union, tuple[Branch, ...]] = {}
        self._branches: dict[Union, tuple[Branch, ...]] = {}
        self._without: dict[tuple[Shape, Shape], tuple[Shape, ...]] = {}
        self._inhabited: set[Shape] = set()

    def message(self, type: str) -> Shape:
        """
        Describe a message type.
        """
        key = f"message {type}"
        if key not in self._compiled:
            self._compiled[key] = compile_schema(self._messages[type], "#")
        return self.resolve(self._compiled[key])

    def record(self, type: str) -> Record:
        """
        Describe a message type, of which messages can be generated. Raises `UnsupportedMessage`.
        """
        shape = self.message(type)
        if not isinstance(shape, Record):
            raise UnsupportedMessage(type, "it is not an object with properties")
        return shape

    def component(self, name: str) -> Shape:
        """
        Describe a component.
        """
        key = f"component {name}"
        if key not in self._compiled:
            self._compiled[key] = compile_schema(self._components[name], f"{DEFINITIONS}{name}")
        return self._compiled[key]

    def resolve(self, shape: Shape) -> Shape:
        """
        Follow references and work out what joint parts allow together.
        """
        while True:
            if isinstance(shape, Reference):
                shape = self.component(shape.name)
            elif isinstance(shape, Joint):
                shape = self._join(shape)
            else:
                return shape

    def _join(self, joint: Joint) -> Shape:
        if joint not in self._joined:
            self._joined[joint] = Nothing(at=joint.at, reason="it is a part of itself")
            self._joined[joint] = reduce(lambda left, right: intersect(self, left, right), joint.parts)
        return self._joined[joint]

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """
        List the branches that a conforming value can take, each narrowed to what no other branch allows.

        A branch that can be told from the others in several ways is listed once for each of them.
        """
        if union not in self._branches:
            self._branches[union] = tuple(
                branch for branch in self._distinct(union) if self.why_empty(branch.shape) is None
            )
        return self._branches[union]

    def tells_apart(self, union: Union) -> bool:
        """
        Tell whether a value must be of one branch of a union alone.
        """
        return union.exclusive and self._exclusive

    def _distinct(self, union: Union) -> tuple[Branch, ...]:
        if not self.tells_apart(union):
            return union.branches
        if union not in self._told_apart:
            # The least answer is the right one for a union that is told apart by itself: values are finite.
            self._told_apart[union] = ()
            self._told_apart[union] = self._tell_apart(union)
        return self._told_apart[union]

    def _tell_apart(self, union: Union) -> tuple[Branch, ...]:
        return tuple(
            Branch(rest, branch.at)
            for branch in union.branches
            for rest in subtract_all(self, branch.shape, (b.shape for b in union.branches if b is not branch))
        )

    def overlaps(self, union: Union) -> bool:
        """
        Tell whether some value is of several branches of an exclusive union.
        """
        if not union.exclusive:
            return False
        apart = [self.resolve(branch.shape) for branch in self._tell_apart(union)]
        return apart != [self.resolve(branch.shape) for branch in union.branches]

    def without(self, shape: Shape, other: Shape) -> tuple[Shape, ...]:
        """
        Describe what is of `shape` and, in no reading, of `other` (see `subtraction`).
        """
        key = (self.resolve(shape), self.resolve(other))
        if key not in self._without:
            # The least answer is the right one for a shape that holds itself: values are finite.
            self._without[key] = ()
            self._without[key] = subtract(self, shape, other)
        return self._without[key]

    def why_empty(self, shape: Shape) -> str | None:
        """
        Say why no finite value is of a shape; `None` if one is.
        """
        return self._why_empty(shape, ())

    def _why_empty(self, shape: Shape, above: tuple[Shape, ...]) -> str | None:
        resolved = self.resolve(shape)
        if resolved in self._inhabited:
            return None
        if any(resolved is one for one in above):
            return "it must hold itself without end"
        reason = self._reason(resolved, (*above, resolved))
        if reason is None:
            self._inhabited.add(resolved)
        return reason

    def _reason(self, shape: Shape, above: tuple[Shape, ...]) -> str | None:
        match shape:
            case Nothing():
                return f"{shape.at}: {shape.reason}"
            case Text() | Number():
                return why_scalar_empty(shape)
            case Array():
                return self._array_reason(shape, above)
            case Record():
                return self._record_reason(shape, above)
            case Union():
                return self._union_reason(shape, above)
        return None

    def _array_reason(self, shape: Array, above: tuple[Shape, ...]) -> str | None:
        if shape.max_items is not None and shape.min_items > shape.max_items:
            return f"{shape.at}: minItems is above maxItems"
        needed = (shape.holding,) if shape.holding else (shape.items,) if shape.min_items else ()
        return next(filter(None, (self._why_empty(part, above) for part in needed)), None)

    def _record_reason(self, shape: Record, above: tuple[Shape, ...]) -> str | None:
        needed = (part.shape for part in shape.properties.values() if part.required)
        most = shape.max_properties
        if most is not None and most < max(shape.min_properties, shape.required_count):
            return f"{shape.at}: maxProperties is below what minProperties or required ask for"
        if shape.closed and shape.min_properties > len(shape.properties):
            return f"{shape.at}: minProperties is above the number of properties that may be there"
        return next(filter(None, (self._why_empty(part, above) for part in needed)), None)

    def optional(self, shape: Record) -> list[str]:
        """
        List the properties of a record that are not required and have a value.
        """
        return [
            name
            for name, part in shape.properties.items()
            if not part.required and self.why_empty(part.shape) is None
        ]

    def why_absent(self, shape: Record, name: str) -> str | None:
        """
        Say why a property of a record is in none of its values; `None` if it is in one.
        """
        part = shape.properties[name]
        return (None if part.required else why_full(shape)) or self.why_empty(part.shape)

    def _union_reason(self, shape: Union, above: tuple[Shape, ...]) -> str | None:
        branches = self._distinct(shape)
        if not branches:
            return f"{shape.at}: every branch overlaps another one"
        reasons = [self._why_empty(branch.shape, above) for branch in branches]
        return None if None in reasons else reasons[0]


def why_full(shape: Record) -> str | None:
    """
    Say why a record has no room for a property that is not required; `None` if it has.
    """
    if shape.max_properties is None or shape.max_properties > shape.required_count:
        return None
    return f"{shape.at}: maxProperties leaves no room beside what is required"
