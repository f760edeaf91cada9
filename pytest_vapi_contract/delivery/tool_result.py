"""The results of tool calls in a reply, by the ids of the calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..json_paths import is_list, is_object


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolResult:
    """What a reply says about one tool call."""

    id: str  #: The `toolCallId`.
    name: str | None = None
    result: Any = None  #: What the tool returned: text that the assistant hears.
    error: Any = None  #: Why it did not, as text.


def results_of(value: Any) -> Mapping[str, ToolResult]:
    """The results in the JSON value of a reply; of several with one id, the first."""
    results = value.get("results") if is_object(value) else None
    read = list(_results(results)) if is_list(results) else []
    return MappingProxyType({each.id: each for each in reversed(read)})


def _results(results: list[Any]) -> Iterator[ToolResult]:
    for each in results:
        id = each.get("toolCallId") if is_object(each) else None
        if isinstance(id, str):
            name, result, error = (each.get(key) for key in ("name", "result", "error"))
            yield ToolResult(id=id, name=name, result=result, error=error)
