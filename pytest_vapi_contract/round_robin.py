"""Takes from several sources in turn."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
_END = object()


def in_turn(sources: Iterable[Iterator[Item]]) -> Iterator[Item]:
    """An item of each source in turn, until none has any left."""
    left = list(sources)
    while left:
        for source in tuple(left):
            item: Any = next(source, _END)
            if item is _END:
                left.remove(source)
            else:
                yield item
