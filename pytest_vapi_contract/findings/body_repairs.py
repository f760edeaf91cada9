"""What is changed in a failing message to see what decides: which places, and what is there instead."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..cases.condition import MISSING, Path, paths_of, value_at, weight
from ..json_paths import with_value, without
from .finding import Finding
from .fingerprint import place_named, speaks_of

#: Changes what is at a place of a failing body to what an accepted one has there.
Repair = Callable[[Any, Path, Any], Any]


def repaired(body: Any, path: Path, model: Any) -> Any:
    """A body with what an accepted one has at a place; `MISSING` if that changes nothing."""
    value, other = value_at(body, path), value_at(model, path)
    if other is MISSING:
        return with_value(body, path, 1) if _is_zero(value) else left_out(body, path, model)
    return MISSING if other == value else with_value(body, path, other)


def left_out(body: Any, path: Path, model: Any) -> Any:
    """A body without what an accepted one does not have."""
    if isinstance(path[-1], int) or value_at(model, path) is not MISSING:
        return MISSING
    return without(body, path)


def _is_zero(value: Any) -> bool:
    return type(value) in (int, float) and value == 0  # false is no number


def spoken_places(finding: Finding) -> list[Path]:
    """The places of a message with a value of which the exception speaks."""
    body, named = finding.case.body, place_named(finding.exchange)
    if named and value_at(body, named) is not MISSING:
        return [named]
    return [path for path in paths_of(body) if speaks_of(finding.exchange, value_at(body, path))]


def beside_spoken(finding: Finding, bodies: Sequence[Any]) -> Iterator[Any]:
    """For each such place the smallest message that has another value there."""
    for path in spoken_places(finding):
        without_it = (MISSING, value_at(finding.case.body, path))
        having = [body for body in bodies if value_at(body, path) not in without_it]
        yield from [min(having, key=weight)] if having else []
