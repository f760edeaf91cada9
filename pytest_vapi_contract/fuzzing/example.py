"""An example: a message and what is changed in it, as data that can be kept and sent again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ..cases.condition import MISSING, Path, value_at
from ..json_paths import dumps, is_list, is_object, with_value, without

#: The most changes in one message; with more, nobody could say what it is about.
MOST_EDITS = 12


@dataclass(frozen=True, slots=True)
class Edit:
    """A place of a message that gets another value; `MISSING` takes it away."""

    path: Path
    value: Any = MISSING

    @property
    def written(self) -> list[Any]:
        """As JSON has it: the path, and the value if there is one."""
        return [list(self.path), *([] if self.value is MISSING else [self.value])]

    def applied(self, message: Any) -> Any:
        """The message with another value there; the same message where there is no such place."""
        around = value_at(message, self.path[:-1])
        there = value_at(around, self.path[-1:])
        if self.value is MISSING:
            return message if there is MISSING else without(message, self.path)
        is_named = isinstance(self.path[-1], str) and is_object(around)
        is_there = is_list(around) and there is not MISSING
        return with_value(message, self.path, self.value) if is_named or is_there else message


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A message to send: one that is valid or as production sends it, with changes."""

    type: str
    base: Any  #: The message before it is changed.
    observed: bool = False  #: Whether the base is as production sends it.
    edits: tuple[Edit, ...] = ()
    before: tuple[Example, ...] = ()  #: What is sent before it, where it is the end of a sequence.

    @property
    def message(self) -> Any:
        """The message with its changes."""
        return edited(self.base, self.edits)

    @property
    def size(self) -> int:
        """The number of characters that it takes to keep it."""
        own = len(dumps(self.base)) + sum(len(dumps(each.written)) for each in self.edits)
        return own + sum(each.size for each in self.before)

    def with_edits(self, edits: Iterable[Edit]) -> Example:
        """The same message with these changes instead."""
        return replace(self, edits=tuple(edits))


def edited(message: Any, edits: Iterable[Edit]) -> Any:
    """A message with changes, one after the other."""
    for edit in edits:
        message = edit.applied(message)
    return message
