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
            self._known[union] = tuple(
                branch for branch in self._catalogue.branches(union) if self._ends(branch.shape, (union,))
            )
        return self._known[union]

    def _ends(self, shape: Shape, above: tuple[Shape, ...]) -> bool:
        shape = self._catalogue.resolve(shape)
        if shape in above:
            return False
        within = (*above, shape)
        match shape:
            case Record():
                return all(
                    self._ends(part.shape, within) for part in shape.properties.values() if part.required
                )
            case Array():
                needed = shape.holding or (shape.items if shape.min_items else None)
                return needed is None or self._ends(needed, within)
            case Union():
                return any(self._ends(branch.shape, within) for branch in self._catalogue.branches(shape))
            case _:
                return True
