"""Whole messages: what they are grown towards, then the string of their layout, then what it defers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

from ...json_paths import Object
from ...shapes import Catalogue, Record
from ..message_size import Detail
from ..scalars import ready
from ..targets import Path
from .builders import Draw, Value, apart, drawn_from, grown, string_of
from .generator import Generator
from .layout import Layout

WIDTH = 2  # bytes of a number, such as one that chooses a target
#: Lists paths from the message downwards, of which each message has one or none; called when it has one.
Targets: TypeAlias = Callable[[], Sequence[Path]]


class Encoding:
    """How the messages of a catalogue are drawn from bytes, at one detail."""

    def __init__(self, catalogue: Catalogue, detail: Detail) -> None:
        self._catalogue, self._detail = catalogue, detail
        self.forget()

    def forget(self) -> None:
        """Let go of what was prepared."""
        self._layout = Layout(Generator(self._catalogue, self._detail))

    def messages(
        self,
        root: Record,
        targets: Sequence[Targets],
        given: Mapping[str, Value],
        *,
        complete: Callable[[int, Object], Object] | None = None,
    ) -> st.SearchStrategy[Object]:
        """
        Draw messages of a shape that mostly hold a path of each target; some properties are drawn as `given`.

        What is drawn, and a number, `complete` makes a whole message of.
        """
        parts = {name: drawn_from(strategy) for name, strategy in given.items()}

        def message(draw: Draw) -> Any:
            numbers: bytes = draw(string_of(WIDTH * len(targets))) if targets else b""
            made: Object = self._layout.message(root, chosen(targets, numbers)).drawn(draw)
            if complete is not None:
                made = complete(int.from_bytes(draw(string_of(WIDTH))), made)
            return made | {name: part(draw) for name, part in parts.items()}

        def prepared() -> st.SearchStrategy[Object]:
            for listed in targets:
                listed()
            ready()
            return apart(grown(message))

        # Hypothesis validates a strategy before it times the examples: the first would be too slow.
        return st.deferred(prepared)


def chosen(targets: Sequence[Targets], numbers: bytes) -> Iterator[Path]:
    """Look up the path that each number means; 0 means none."""
    for index, listed in enumerate(targets):
        number = int.from_bytes(numbers[WIDTH * index : WIDTH * (index + 1)])
        if number:
            paths = listed()
            yield paths[number % len(paths)]
