"""The messages of a call that is played: what happens, in the dress of one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, cast

from ...conversations.call_events import Happening
from ...conversations.cue import Line
from ...conversations.plan import CallPlan, CallScenario
from ...json_paths import Object
from ...realism.scenario import Entry, Tool
from .conversation import INBOUND, OUTBOUND, WEB, Conversation, Shared

KINDS: Mapping[CallScenario, str] = {"inbound": INBOUND, "outbound": OUTBOUND, "web": WEB, "chat": WEB}


class PlayedConversation(Conversation):
    """A conversation whose kind, dialogue, clock and status are those of a call that is played."""

    def __init__(self, plan: CallPlan, happening: Happening, records: dict[Any, Any]) -> None:
        self._plan, self._happening, self._records = plan, happening, records
        super().__init__(plan.seed, happening.type, "typical")
        named = self._assistant.get("id")
        if isinstance(named, str):
            self.ids["assistant"] = named

    def _length(self, base: int) -> int:  # noqa: ARG002 - the dialogue is given
        return 0

    def _time(self, base: int) -> None:
        super()._time(base)
        self.started = self.created + self._happening.started
        self.finished = self.created + self._happening.ended
        self.now = self.spoken = self.updated = self.created + self._happening.at

    @property
    def status(self) -> str:
        """Tell how far the call is."""
        return str(self._happening.facts.get("status", "in-progress"))

    @property
    def reason(self) -> str:
        """Tell why the call is over."""
        return str(self._happening.facts.get("endedReason", self._plan.ended_reason))

    @property
    def kind(self) -> str:
        """Tell what kind of call it is."""
        return KINDS[self._plan.scenario]

    def definition(self, name: str) -> Mapping[str, Any]:
        """Tell what function a tool is, as far as that is known."""
        return self._plan.definitions.get(name, {})

    @property
    def _assistant(self) -> Object:
        return self._happening.assistant or {}

    @cached_property
    def assistant_name(self) -> str:
        """Tell what the assistant is called."""
        name = self._assistant.get("name")
        return name if isinstance(name, str) else super().assistant_name

    @property
    def first_message(self) -> str:
        """Tell what the assistant says first."""
        return super().first_message if self._plan.greeting is None else self._plan.greeting.text

    def said_by(self, speaker: str) -> str:
        """Tell the last words of the bot or of the user."""
        spoken = [line.text for line in self._happening.dialogue if line.kind == speaker]
        return spoken[-1] if spoken else super().said_by(speaker)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Tell the dialogue so far: the system prompt, and then who said, called or answered what."""
        prompt = Entry("system", self.prompt, self.started, self.started, 0)
        return (prompt, *(self._entry(line) for line in self._happening.dialogue))

    def shared(self, name: str, make: Callable[[], Shared]) -> Shared:
        """Make a record once for all messages in which it is the same."""
        now = self._happening
        of_artifact = (len(now.dialogue), self.type == "end-of-call-report") if name == "artifact" else ()
        key = (name, self.type == "assistant-request", now.started, *of_artifact)
        if key not in self._records:
            self._records[key] = make()
        return cast("Shared", self._records[key])

    def _entry(self, line: Line) -> Entry:
        start, end = self.created + line.start, self.created + line.end
        tools = tuple(Tool(*tool) for tool in line.tools)
        return Entry(line.kind, line.text, start, end, (start - self.started) / 1000, tools)
