"""
The widest true condition: a handler that fails on `null` often fails on everything that is not an object.

To see that, a message is sent again with other values at the place that decides.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..cases.condition import MISSING, Condition, Kind, Path, of_type, other_than, present, type_of, value_at
from ..json_paths import is_object, with_value
from .finding import Finding

#: Values of each JSON type: plain ones, and some that a lenient handler converts.
PROBES: Mapping[str, tuple[Any, ...]] = {
    "null": (None,),
    "boolean": (False, True),
    "number": (0, 1, -1, 1.5),
    "string": ("", "x", "1", "{}"),
    "array": ([], ["x"], [{}]),
    "object": ({}, {"x": "y"}),
}
#: Names from the top of the body to the deepest places that are noted of accepted messages.
DEPTH = 3
#: What can be widened: conditions on the value at one place.
NARROW = frozenset({Kind.NULL, Kind.TYPE, Kind.VALUE})

#: Places with the JSON type of a value that was accepted there.
Accepted = Collection[tuple[Path, str]]
#: Whether a body fails for the cause of the finding; None if there is no time to see it.
Fails = Callable[[Any], bool | None]


def note_places(body: Any, places: set[tuple[Path, str]], path: Path = ()) -> None:
    """Add the places near the top of a body, outside lists, with the JSON types of their values."""
    places.add((path, type_of(body)))
    if is_object(body) and len(path) < DEPTH:
        for name, value in body.items():
            note_places(value, places, (*path, name))


@dataclass(frozen=True, kw_only=True, slots=True)
class Widening:
    """What is known of the values at the place that decides in a finding."""

    finding: Finding
    path: Path
    fails: Fails
    accepted: Accepted

    def widened(self) -> Finding:
        """The finding with the widest condition that no accepted message contradicts."""
        body = self.finding.case.body
        own = type_of(value_at(body, self.path))
        if not self._all_fail(own):
            return self.finding
        passing = [type for type in PROBES if type != own and not self._all_fail(type)]
        condition = self._condition(own, passing)
        return self.finding if condition is None else replace(self.finding, condition=condition)

    def _condition(self, own: str, passing: list[str]) -> Condition | None:
        if not passing and self._is_noted:
            return present(self.path)
        if len(passing) == 1 and self._none_fails(passing[0]):
            return other_than(self.path, passing[0])
        return of_type(self.path, own) if self._is_noted else None

    @property
    def _is_noted(self) -> bool:
        """Whether an accepted message with something at the place would have been noted."""
        return len(self.path) <= DEPTH and all(isinstance(token, str) for token in self.path)

    def _all_fail(self, type: str) -> bool:
        if (self.path, type) in self.accepted:
            return False
        return all(self._fails(value) for value in PROBES[type])

    def _none_fails(self, type: str) -> bool:
        return all(self._fails(value) is False for value in PROBES[type])

    def _fails(self, value: Any) -> bool | None:
        return self.fails(with_value(self.finding.case.body, self.path, value))


def widened(finding: Finding, fails: Fails, accepted: Accepted) -> Finding:
    """
    The finding with the widest true condition: "is present", "is not an object", "is a number".

    It stays as it is if the condition is not about the value at one place, or if there is no time to look.
    """
    condition = finding.condition
    if condition is None or condition.kind not in NARROW or len(condition.places) != 1:
        return finding
    [path] = condition.places
    if value_at(finding.case.body, path) is MISSING:
        return finding
    return Widening(finding=finding, path=path, fails=fails, accepted=accepted).widened()
