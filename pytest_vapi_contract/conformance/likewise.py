"""Accepted messages that are given what decides in a finding, to see whether they fail likewise."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..cases.condition import MISSING, paths_of, value_at
from ..findings import Finding
from ..json_paths import with_value, without

#: Properties whose text may have any characters.
FREE_TEXTS = frozenset({"name", "content", "message", "transcript", "text", "title", "description"})


def alike(body: Any, finding: Finding) -> Any:
    """A message with what decides in a finding, taken from its message; `MISSING` if it has that already."""
    for at in range(2, len(finding.where) + 1):
        path = finding.where[:at]
        there, wanted = value_at(body, path), value_at(finding.case.body, path)
        if isinstance(path[-1], int) or (there is MISSING and wanted is MISSING):
            return MISSING
        if at == len(finding.where) or type(there) is not type(wanted):
            return without(body, path) if wanted is MISSING else with_value(body, path, wanted)
    return MISSING


def accented(bodies: Iterable[Any]) -> Iterator[Any]:
    """Messages with a character that is not ASCII at the end of a text."""
    for body in bodies:
        for path in paths_of(body):
            value = value_at(body, path)
            if isinstance(value, str) and path[-1] in FREE_TEXTS:
                yield with_value(body, path, f"{value}é")
