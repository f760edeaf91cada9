"""A conversation in which given tools are called, with given arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...contract.message_types import TOOL_CALLS
from ...detail_names import DetailName
from ...json_paths import Object, dumps
from ...realism import makers
from ...realism.scenario import Entry, Tool
from .conversation import Conversation


class Asked(NamedTuple):
    """A call of a tool: its name, and what it is called with."""

    name: str
    arguments: Object
    id: str = ""  #: By default one that no other message has.


class AskedConversation(Conversation):
    """A conversation whose last entry calls given tools."""

    def __init__(
        self,
        seed: int,
        calls: Sequence[Asked],
        definitions: Mapping[str, Object] | None = None,
        detail: DetailName = "minimal",
    ) -> None:
        self._calls, self._definitions = calls, definitions or {}
        super().__init__(seed, TOOL_CALLS, detail)

    def definition(self, name: str) -> Mapping[str, Any]:
        """Tell what function a tool is, as far as that is known."""
        return self._definitions.get(name, {})

    def _called(self, number: int, name: str, time: int, *, is_pending: bool) -> Iterator[Entry]:
        if not is_pending:
            yield from super()._called(number, name, time, is_pending=False)
            return
        tools = tuple(self._tool(at, each) for at, each in enumerate(self._calls))
        yield Entry("calls", "", time, time, self._seconds(time), tools)

    def _tool(self, number: int, call: Asked) -> Tool:
        bits = int(makers.digest(f"asked {number}", self.base), 16)
        return Tool(call.id or f"call_{makers.as_letters(bits, 24)}", call.name, dumps(call.arguments), "")
