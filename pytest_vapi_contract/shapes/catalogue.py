"""The shapes of one contract, compiled when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from ..errors import UnsupportedMessage
from ..json_paths import Object
from .compiler import compile_schema
from .emptiness import why_full
from .nodes import Branch, Choice, Option, Property, Record, Shape, Union
from .overlap import Overlap
from .resolve import Components
from .smallest import Smallest


class Catalogue:
    """
    Compiles components and message types into shapes, each once, and remembers what it found out about them.

    `exclusive=False` reads every `oneOf` as `anyOf`, as generated clients do.
    """

    def __init__(
        self, messages: Mapping[str, Object], components: Mapping[str, Object], *, exclusive: bool = True
    ) -> None:
        self._messages = messages
        self._components = Components(components)
        self._overlap = Overlap(self._components, exclusive=exclusive)
        self._compiled: dict[str, Shape] = {}
        self._typed: dict[str, Record] = {}

    def message(self, type: str) -> Shape:
        """Describe a message type."""
        if type not in self._compiled:
            self._compiled[type] = compile_schema(self._messages[type], "#")
        return self.resolve(self._compiled[type])

    def record(self, type: str) -> Record:
        """Describe a message type whose messages can be generated. Raises `UnsupportedMessage`."""
        shape = self.message(type)
        if not isinstance(shape, Record):
            raise UnsupportedMessage(type, "it is not an object with properties")
        reason = self.why_empty(shape)
        if reason is not None:
            raise UnsupportedMessage(type, reason)
        return shape

    def typed(self, type: str) -> Record:
        """Describe the messages of a type that are generated: all say their `type`, which handlers go by."""
        if type not in self._typed:
            record = self.record(type)
            named = Choice(at=record.at, options=(Option(type),))
            part = record.properties.get("type", Property(named))
            properties = {**record.properties, "type": replace(part, required=True)}
            self._typed[type] = replace(record, properties=properties)
        return self._typed[type]

    @cached_property
    def smallest(self) -> Smallest:
        """The one that finds the smallest values: it remembers them."""
        return Smallest(self)

    def component(self, name: str) -> Shape:
        """Describe a component."""
        return self._components.named(name)

    def resolve(self, shape: Shape) -> Shape:
        """Follow references and work out what joint parts allow together."""
        return self._components.resolve(shape)

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """
        List the branches that a conforming value can take, each narrowed to what no other branch allows.

        A branch that can be told from the others in several ways is listed once for each of them.
        """
        return self._overlap.branches(union)

    def tells_apart(self, union: Union) -> bool:
        """Tell whether a value must be of one branch of a union alone."""
        return self._overlap.tells_apart(union)

    def overlaps(self, union: Union) -> bool:
        """Tell whether some value is of several branches of an exclusive union."""
        return self._overlap.overlaps(union)

    def without(self, shape: Shape, other: Shape) -> tuple[Shape, ...]:
        """Describe what is of `shape` and, in no reading, of `other` (see `subtraction`)."""
        return self._overlap.without(shape, other)

    def why_empty(self, shape: Shape) -> str | None:
        """Say why no finite value is of a shape; `None` if one is."""
        return self._overlap.emptiness.why_empty(shape)

    def has_value(self, shape: Shape) -> bool:
        """Tell whether some finite value is of a shape."""
        return self.why_empty(shape) is None

    def size(self, shape: Shape) -> int:
        """Count the parts of the smallest value of a shape, 0 if it has none."""
        return self._overlap.emptiness.size(shape)

    def levels(self, shape: Shape) -> int:
        """Count the levels of the smallest value of a shape, 0 if it has none."""
        return self._overlap.emptiness.levels(shape)

    def needs_all(self, shape: Record) -> bool:
        """Tell whether no property of a record that can be there can be left out."""
        if not shape.min_properties or (shape.others is not None and self.has_value(shape.others)):
            return False
        return shape.min_properties >= shape.required_count + len(self.optional(shape))

    def optional(self, shape: Record) -> list[str]:
        """List the properties of a record that are not required and have a value."""
        return [
            name
            for name, part in shape.properties.items()
            if not part.required and self.why_empty(part.shape) is None
        ]

    def why_absent(self, shape: Record, name: str) -> str | None:
        """Say why a property of a record is in none of its values; `None` if it is in one."""
        part = shape.properties[name]
        return (None if part.required else why_full(shape)) or self.why_empty(part.shape)
