"""What makes the difference between a message that fails and others, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

from ..cases.condition import MISSING, Condition, Kind, Path, found, missing, of_text, value_at
from ..contract.message_types import CALL_LISTS
from ..json_paths import is_list, is_object, pointer
from .finding import Finding
from .whole_body import in_ascii


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """The places that decide whether a message fails, and what is there in one that does."""

    places: tuple[Path, ...] = ()  #: Where something is missing; or the one place whose value decides.
    value: Any = MISSING
    #: Whether that very text decides, or that number of items, where others are accepted.
    is_exact: bool = False
    size: int = 0  #: The bytes of a body, where it is too large and nothing else.
    is_non_ascii: bool = False  #: Whether a character that is not ASCII decides, wherever it is.

    @property
    def where(self) -> Path:
        """The path to the first place from the top of the body; empty if there is none."""
        return self.places[0] if self.places else ()

    @property
    def at(self) -> str:
        """The place as a pointer into the message, if it is one place."""
        return pointer(*map(str, self.places[0][1:])) if len(self.places) == 1 else ""

    @property
    def condition(self) -> Condition | None:
        """When a message fails; None if the difference is not known."""
        if not self.places or self.value is MISSING:
            return missing(*self.places) if self.places else None
        if not self.is_exact:
            return found(self.places[0], self.value)
        is_text = isinstance(self.value, str)
        return of_text(self.places[0], self.value) if is_text else several_items(self)

    def with_name(self, name: str, models: Sequence[Any]) -> "Difference":
        """The property of a name in what is missing, if other messages have it there, or in what is empty."""
        if name and self.value == {}:
            return Difference(places=((*self.places[0], name),))
        within = [(*path, name) for path in self.places if self.value is MISSING and name]
        shown = [path for path in within for model in models if value_at(model, path) is not MISSING]
        return Difference(places=(shown[0],)) if shown else self

    def is_object_in(self, body: Any) -> bool:
        """Whether an object makes the difference, and a body has one at the same place."""
        return isinstance(self.value, dict) and isinstance(value_at(body, self.places[0]), dict)

    def is_said_of(self, body: Any) -> bool:
        """Whether a body has a value at the one place of which the same is told."""
        if len(self.places) != 1 or self.value is MISSING:
            return False
        value = value_at(body, self.places[0])
        if value is MISSING or not self.is_exact:
            return value is not MISSING and found(self.places[0], value) == self.condition
        if is_list(self.value):
            return is_list(value) and len(value) >= len(self.value)
        return bool(value == self.value)

    def covers(self, body: Any) -> bool:
        """Whether a body has that difference; every body has the empty one."""
        if self.size:
            return len(dumps(body)) >= self.size
        if self.is_non_ascii:
            return bool(in_ascii(body) != body)
        return not self.places or any(self._is_in(body, path) for path in self.places)

    def _is_in(self, body: Any, path: Path) -> bool:
        return (
            is_missing_in(body, path) if self.value is MISSING else _alike(value_at(body, path), self.value)
        )


def several_items(difference: Difference) -> Condition:
    """How many items a list has, where fewer are accepted, or answered rightly."""
    size = len(difference.value)
    return Condition(kind=Kind.TYPE, places=difference.places, type="array", size=size)


def of_whole_list(difference: Difference, body: Any) -> Difference:
    """The list of tool calls, where the id of one of them decides: without it, that call is not asked for."""
    if len(difference.places) != 1:
        return difference
    path = difference.places[0]
    if path[-1:] != ("id",) or path[1:2][0] not in CALL_LISTS:
        return difference
    return Difference(places=(path[:2],), value=value_at(body, path[:2]))


def is_about_calls(finding: Finding, difference: Difference) -> bool:
    """Whether a wrong answer to tool calls differs from a right one only by the calls that are asked."""
    if not finding.is_about_a_reply or len(difference.places) != 1:
        return False
    return difference.places[0][1:] in {(name,) for name in CALL_LISTS} and is_list(difference.value)


def is_missing_in(body: Any, path: Path) -> bool:
    """Whether an object of a body lacks the property to which a path leads."""
    return value_at(body, path) is MISSING and is_object(value_at(body, path[:-1]))


def _alike(value: Any, other: Any) -> bool:
    """Whether two values are the same or, other than in `null` and what is missing, of the same kind."""
    return value is not MISSING and other is not MISSING and type(value) is type(other)
