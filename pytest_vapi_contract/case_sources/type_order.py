"""
Which message types come first.
"""

from collections.abc import Iterable

#: The first-class types: they are checked first, and stand for all others where they can.
FIRST = ("session.created", "model-output")


def in_order(types: Iterable[str]) -> tuple[str, ...]:
    """
    Message types in the order in which they are checked: the first-class ones, then as the contract has them.
    """
    ranks = {type: rank for rank, type in enumerate(FIRST)}
    return tuple(sorted(types, key=lambda each: ranks.get(each, len(ranks))))
