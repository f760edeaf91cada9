"""A conversation as production knows it: its kind, who carries it, and each entry of its dialogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from ...detail_names import DetailName
from ...realism import makers, scenario_values, words
from ...realism.scenario import FINISHED, OPENING, Entry, Scenario, Tool, script_of
from .sizes import RULES, detail_of

Shared = TypeVar("Shared")
WEB, INBOUND, OUTBOUND = "webCall", "inboundPhoneCall", "outboundPhoneCall"
KINDS_OF_CALLS = (INBOUND, WEB, OUTBOUND, INBOUND)
#: What requires a phone number: a web call does not have such messages.
PHONED = frozenset({"assistant-request", "transfer-destination-request", "phone-call-control"})
STATUSES = ("in-progress", "ended", "in-progress", "ended", "forwarding", "ringing", "queued", "in-progress")
UNANSWERED = frozenset({"ringing", "queued"})
SPOKEN = 4  # entries that the last words are looked for in, also before anybody has spoken
PENDING = "Tool Result Still Pending But Proceed Further If Possible."
SECOND_TOOL = 3  # one in three entries with a tool calls two


class Conversation(Scenario):
    """A scenario on which all parts of a call agree: its records, its dialogue and its clock."""

    def __init__(self, seed: int, type: str, detail: DetailName) -> None:
        super().__init__(seed, type, detail_of(type, detail))
        self.rules = RULES[detail]
        self.ids["call"] = makers.as_timed_uuid(self.created, self.base)

    def _is_over(self, base: int) -> bool:  # noqa: ARG002 - the status tells it
        return self.type in FINISHED or self.status == "ended"

    def _length(self, base: int) -> int:
        length = super()._length(base)
        if self.type == "status-update":
            return length if self.status in ("ended", "forwarding") else 0
        if self.type != "tool-calls":
            return length
        script = script_of(base >> 28 & 0xFF, length + 16)
        return next(at for at in range(length, length + 16) if script[at - 1][0] == "tool")

    def _time(self, base: int) -> None:
        super()._time(base)
        if self.type == "assistant-request" or self.status in UNANSWERED:
            self.now = self.created + 20 + (base >> 104) % 60

    @property
    def status(self) -> str:
        """Tell how far the call is, as a message says it beside the record of the call."""
        if self.type != "status-update":
            return "in-progress"
        return STATUSES[(self.base >> 24) % len(STATUSES)]

    @property
    def reason(self) -> str:
        """Tell why the call is over."""
        return scenario_values.reason(self)

    @property
    def kind(self) -> str:
        """Tell what kind of call it is."""
        kind = KINDS_OF_CALLS[(self.base >> 17) % len(KINDS_OF_CALLS)]
        if self.type == "assistant-request":
            return INBOUND
        return INBOUND if kind == WEB and self.type in PHONED else kind

    @property
    def is_phoned(self) -> bool:
        """Tell whether there is a phone number."""
        return self.kind != WEB

    def shared(self, name: str, make: Callable[[], Shared]) -> Shared:  # noqa: ARG002 - of played calls
        """Make a record that messages of one call may have in common."""
        return make()

    def hexadecimal(self, name: str, length: int) -> str:
        """Name something of the call in hexadecimal digits."""
        return makers.digest(name, self.base)[:length]

    @cached_property
    def prompt(self) -> str:
        """Tell what the assistant is told to do."""
        base = self.base
        rules = (words.RULES[(base + at) % len(words.RULES)] for at in range(self.rules))
        opening = words.PROMPTS[base % len(words.PROMPTS)].format(**self.setting)
        return "\n".join((opening, "", *(f"- {rule}" for rule in rules)))

    @cached_property
    def assistant_name(self) -> str:
        """Tell what the assistant is called."""
        return words.ASSISTANTS[self.base % len(words.ASSISTANTS)]

    @property
    def first_message(self) -> str:
        """Tell what the assistant says first."""
        return script_of(self.base >> 28 & 0xFF, SPOKEN)[0][1].format(**self.setting)

    def said_by(self, speaker: str) -> str:
        """Tell the last words of the bot or the user; the first to come, if they have not spoken."""
        spoken = [text for who, text in self.script if who == speaker]
        others = [text for who, text in script_of(self.base >> 28 & 0xFF, SPOKEN) if who == speaker]
        return (spoken or others[:1])[-1].format(**self.setting)

    @cached_property
    def pending(self) -> tuple[Tool, ...]:
        """Tell which tools are called, and have not answered."""
        return self.entries[-1].tools if self.entries[-1].kind == "calls" else ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Tell the dialogue so far: the system prompt, and then who said, called or answered what."""
        told = [Entry("system", self.prompt, self.started, self.started, 0)]
        last = len(self.script) - 1
        for number, (speaker, text) in enumerate(self.script):
            time = self.started + OPENING + number * self.slot
            if speaker == "tool":
                is_pending = self.type == "tool-calls" and number == last
                told.extend(self._called(number, text, time, is_pending=is_pending))
            else:
                told.append(self._spoken(speaker, text.format(**self.setting), time))
        return tuple(told)

    def _spoken(self, speaker: str, text: str, time: int) -> Entry:
        end = time + min(self.slot - 300, 60 * len(text))
        return Entry(speaker, text, time, end, self._seconds(time))

    def _called(self, number: int, name: str, time: int, *, is_pending: bool) -> Iterator[Entry]:
        tools = tuple(self.tools(number, name))
        yield Entry("calls", "", time, time, self._seconds(time), tools)
        if is_pending:
            return
        for at, tool in enumerate(tools):
            later = time + self.slot // 3 + at * 40
            yield Entry("result", tool.result, later, later, self._seconds(later), (tool,))

    def tools(self, number: int, name: str) -> Iterator[Tool]:
        """Tell what is called at once: one tool, or two."""
        yield self.tool_of(name, number)
        if ((self.base >> 36) + number) % SECOND_TOOL == 0:
            known = words.FUNCTIONS.index(name)
            yield self.tool_of(words.FUNCTIONS[(known + 5) % len(words.FUNCTIONS)], number + 1_000)

    def definition(self, name: str) -> Mapping[str, Any]:  # noqa: ARG002 - of the user's own tools
        """Tell what function a tool is, as far as that is known."""
        return {}

    def _seconds(self, time: int) -> float:
        return (time - self.started) / 1000
