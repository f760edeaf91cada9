"""
The kinds of shape: what a schema allows, told in terms of how to build it.

Every shape knows the place of the schema that it describes (`at`, a JSON pointer into the document of
`Contract.schema`), so that whatever is built from it can say which places of the contract it reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

EXTRA_PROPERTY = "extra"  # the name of a property that only `additionalProperties` describes


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Nothing:
    """
    No value at all: the schema contradicts itself, or says something that is not understood.

    What is not understood may allow values nevertheless, but none is built.
    """

    at: str
    reason: str
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """One value of an enumeration, with the places that list it, and those of the bounds that it touches."""

    value: Any
    places: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Choice:
    """One out of a few values: `enum`, `const`, `boolean`, `null`."""

    at: str
    options: tuple[Option, ...]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Text:
    """A string; lengths count code points. Its `edges` are the declared bounds by their places."""

    at: str
    min_length: int = 0
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None
    other_than: frozenset[str] = frozenset()
    edges: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Number:
    """A number, whole if `integral`. Its `edges` are the declared bounds by their places."""

    at: str
    integral: bool = False
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    multiple_of: float | None = None
    other_than: frozenset[float] = frozenset()
    edges: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Anything:
    """Any JSON value."""

    at: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Array:
    """
    A list of items of one shape, at least one of them of the narrower shape `holding`, if given.

    Its `places` declare it: none where a schema says nothing and so allows lists as well.
    """

    at: str
    items: Shape
    places: tuple[str, ...] = ()
    min_items: int = 0
    max_items: int | None = None
    unique: bool = False
    holding: Shape | None = None

    @property
    def needed(self) -> tuple[Shape, ...]:
        """List what each list has at least one item of."""
        held = () if self.holding is None else (self.holding,)
        return (*held, self.items) if self.min_items > len(held) else held


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a record, with the places that declare it: none if it is only required."""

    shape: Shape
    required: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Record:
    """
    An object with declared properties, and with others of the shape `additional`, if given.

    A record that declares nothing is free-form: its `additional` is `Anything`. A record that declares
    properties is built from those alone, even where the schema would let others pass.
    """

    at: str
    properties: Mapping[str, Property] = field(default_factory=dict[str, "Property"])
    additional: Shape | None = None
    forbidden: frozenset[str] = frozenset()
    closed: bool = False
    min_properties: int = 0
    max_properties: int | None = None

    @property
    def is_free_form(self) -> bool:
        """Tell whether any JSON object will do."""
        return isinstance(self.additional, Anything) and not (
            self.properties or self.forbidden or self.is_counted
        )

    @property
    def is_counted(self) -> bool:
        """Tell whether there are bounds on the number of properties."""
        return self.min_properties > 0 or self.max_properties is not None

    @property
    def needed(self) -> tuple[Shape, ...]:
        """List what the properties that are required are."""
        return tuple(part.shape for part in self.properties.values() if part.required)

    @property
    def required_count(self) -> int:
        """Count the properties that are required."""
        return sum(part.required for part in self.properties.values())

    @property
    def others(self) -> Shape | None:
        """What properties are that are not declared; `None` if there cannot be any."""
        return None if self.closed else self.additional or Anything(at=self.at)

    @property
    def other_names(self) -> Iterator[str]:
        """List names that properties may have which are not declared."""
        names = (f"{EXTRA_PROPERTY}{number or ''}" for number in count())
        return (name for name in names if name not in self.properties and name not in self.forbidden)


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a union and the place that declares it: the union's own if nothing does."""

    shape: Shape
    at: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Union:
    """One of several shapes; `exclusive` if a value of more than one of them is refused (`oneOf`)."""

    at: str
    branches: tuple[Branch, ...]
    exclusive: bool = False


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Reference:
    """The shape of a component, by its name."""

    at: str
    name: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Joint:
    """What is of every part at once: `allOf`, and keywords side by side."""

    at: str
    parts: tuple[Shape, ...]


Shape: TypeAlias = Nothing | Choice | Text | Number | Anything | Array | Record | Union | Reference | Joint
