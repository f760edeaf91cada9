"""Which shapes come to an end by themselves when nothing optional is added."""

from __future__ import annotations

from .catalogue import Catalogue
from .nodes import Array, Branch, Record, Shape, Union


class Endings:
    """Tells which branches may be taken once the budget for a message is used up, without circles."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[Union, tuple[Branch, ...]] = {}

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """List the branches that end for certain; at least one does, since the union has a finite value."""
        if union not in self._known:
            branches = self._catalogue.branches(union)
            self._known[union] = tuple(branch for branch in branches if self._ends(branch.shape, (union,)))
            if not all(self._stops(branch.shape, (union,)) for branch in self._known[union]):
                self._known[union] = self._flattest(branches)
        return self._known[union]

    def _flattest(self, branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
        """Pick the branches with the fewest levels: of several unions that hold each other all end there."""
        least = min(self._catalogue.levels(branch.shape) for branch in branches)
        return tuple(branch for branch in branches if self._catalogue.levels(branch.shape) == least)

    def _stops(self, shape: Shape, above: tuple[Shape, ...]) -> bool:
        """Tell whether a shape ends whichever of the ending branches are taken in it."""
        shape = self._catalogue.resolve(shape)
        if shape in above:
            return False
        within = (*above, shape)
        if isinstance(shape, Union):
            return all(self._stops(branch.shape, within) for branch in self.branches(shape))
        return all(self._stops(part, within) for part in _needed(shape))

    def _ends(self, shape: Shape, above: tuple[Shape, ...]) -> bool:
        shape = self._catalogue.resolve(shape)
        if shape in above:
            return False
        within = (*above, shape)
        if isinstance(shape, Union):
            return any(self._ends(branch.shape, within) for branch in self._catalogue.branches(shape))
        return all(self._ends(part, within) for part in _needed(shape))


def _needed(shape: Shape) -> tuple[Shape, ...]:
    return shape.needed if isinstance(shape, Array | Record) else ()
