"""How the branches of a union are told apart: what each allows that no other does."""

from __future__ import annotations

from .emptiness import MOST_BRANCHES, Emptiness
from .nodes import Branch, Shape, Union
from .protocols import Resolver
from .subtraction import subtract, subtract_all


class Overlap:
    """Tells branches apart, once; `exclusive=False` reads a `oneOf` as `anyOf`, as generated clients do."""

    def __init__(self, resolver: Resolver, *, exclusive: bool) -> None:
        self.exclusive = exclusive
        self.emptiness = Emptiness(resolver, self._distinct)
        self._resolver = resolver
        self._told_apart: dict[Union, tuple[Branch, ...]] = {}
        self._branches: dict[Union, tuple[Branch, ...]] = {}
        self._without: dict[tuple[Shape, Shape], tuple[Shape, ...]] = {}

    def resolve(self, shape: Shape) -> Shape:
        """Follow references and work out what joint parts allow together."""
        return self._resolver.resolve(shape)

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """
        List the branches that a conforming value can take, each narrowed to what no other branch allows.

        A branch that can be told from the others in several ways is listed once for each of them.
        """
        if union not in self._branches:
            self._branches[union] = tuple(
                branch for branch in self._distinct(union) if self.emptiness.why_empty(branch.shape) is None
            )
        return self._branches[union]

    def tells_apart(self, union: Union) -> bool:
        """Tell whether a value must be of one branch of a union alone."""
        return union.exclusive and self.exclusive

    def _distinct(self, union: Union) -> tuple[Branch, ...]:
        if not self.tells_apart(union):
            return union.branches
        if union not in self._told_apart:
            # The least answer is the right one for a union that is told apart by itself: values are finite.
            self._told_apart[union] = ()
            self._told_apart[union] = self._tell_apart(union)
        return self._told_apart[union]

    def _tell_apart(self, union: Union) -> tuple[Branch, ...]:
        if len(union.branches) > MOST_BRANCHES:
            return ()
        return tuple(
            Branch(rest, branch.at)
            for branch in union.branches
            for rest in subtract_all(self, branch.shape, (b.shape for b in union.branches if b is not branch))
        )

    def overlaps(self, union: Union) -> bool:
        """Tell whether some value is of several branches of an exclusive union."""
        if not union.exclusive:
            return False
        apart = [self.resolve(branch.shape) for branch in self._tell_apart(union)]
        return apart != [self.resolve(branch.shape) for branch in union.branches]

    def without(self, shape: Shape, other: Shape) -> tuple[Shape, ...]:
        """Describe what is of `shape` and, in no reading, of `other` (see `subtraction`)."""
        key = (self.resolve(shape), self.resolve(other))
        if key not in self._without:
            # The least answer is the right one for a shape that holds itself: values are finite.
            self._without[key] = ()
            self._without[key] = subtract(self, shape, other)
        return self._without[key]
