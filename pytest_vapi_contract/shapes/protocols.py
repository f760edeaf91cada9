"""What the algebra needs to know of components: to follow references, and to tell branches apart."""

from __future__ import annotations

from typing import Protocol

from .nodes import Branch, Shape, Union


class Resolver(Protocol):
    """Follows references."""

    def resolve(self, shape: Shape) -> Shape:
        """Follow references and work out what joint parts allow together."""
        ...


class Inhabited(Resolver, Protocol):
    """Tells what has a value."""

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """List the branches that a conforming value can take, each narrowed to what no other allows."""
        ...

    def has_value(self, shape: Shape) -> bool:
        """Tell whether some finite value is of a shape."""
        ...


class TellerApart(Resolver, Protocol):
    """Tells the branches of a union apart, and a shape from another."""

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """List the branches that a conforming value can take, each narrowed to what no other allows."""
        ...

    def without(self, shape: Shape, other: Shape) -> tuple[Shape, ...]:
        """Describe what is of `shape` and, in no reading, of `other`."""
        ...
