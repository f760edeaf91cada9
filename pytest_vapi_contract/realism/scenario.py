"""What the parts of one message have in common: whose call it is, when it was, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from random import Random
from typing import Any, NamedTuple

from . import makers, words
from .people import everyone
from .sample_size import SampleDetail

FINISHED = frozenset({"end-of-call-report", "call.deleted", "call.delete.failed", "call.artifact.upload"})
PROVIDERS = ("twilio", "twilio", "vapi", "vonage", "telnyx")
OPENING = 900  # milliseconds from the start of a call to its first turn


class Entry(NamedTuple):
    """One entry of a dialogue: what is said, or called, or answered, and when, in milliseconds since 1970."""

    kind: str  #: "system", "bot", "user", "calls" or "result"
    text: str
    time: int
    end: int
    seconds: float  #: since the call was started
    tools: tuple[Tool, ...] = ()


class Tool(NamedTuple):
    """A call of a tool and what it answered."""

    id: str
    name: str
    arguments: str
    result: str


class Scenario:
    """
    A conversation, the same one for the same seed whatever the message type, and the chances of one message.

    What is drawn here needs no other method of `Random` than `random` and `getrandbits`: they are the ones
    that give the same on every Python.
    """

    def __init__(self, seed: int, type: str, detail: SampleDetail) -> None:
        source = Random(seed)
        self.chance: Callable[[], float] = source.random
        self.bits: Callable[[int], int] = source.getrandbits
        self.base = base = self.bits(128)
        self.type, self.detail, self.room = type, detail, detail.room
        self.ids: dict[str, str] = {}
        self.moments: dict[int, str] = {}
        drawn = everyone()
        self.person = drawn.people[base % len(drawn.people)]
        self.company = drawn.companies[(base >> 16) % len(drawn.companies)]
        self.ended = self._is_over(base)
        self._time(base)

    def _is_over(self, base: int) -> bool:
        return self.type in FINISHED or (self.type == "status-update" and bool(base >> 24 & 1))

    def _length(self, base: int) -> int:
        least, most = self.detail.turns
        return least + (base >> 32) % (most - least + 1)

    def _time(self, base: int) -> None:
        self.length = self._length(base)
        self.slot = 4200 + (base >> 40) % 3600
        self.created = makers.FIRST_MOMENT + (base >> 52) % 180 * makers.DAY + (base >> 60) % 36_000_000
        self.started = self.created + 800 + (base >> 72) % 4000
        self.spoken = self.started + OPENING + self.length * self.slot
        self.finished = self.spoken + 400 + (base >> 84) % 900
        self.updated = self.finished + 150 + (base >> 92) % 1500 if self.ended else self.spoken
        self.now = self.updated + 40 + (base >> 104) % 400

    def id(self, name: str) -> str:
        """The id of what `name` denotes in this scenario, the same UUID each time."""
        known = self.ids.get(name)
        if known is None:
            known = self.ids[name] = makers.as_uuid(self.base * _factor(name))
        return known

    def new_id(self) -> str:
        """Name something that is met once."""
        return makers.as_uuid(self.bits(128))

    def moment(self, milliseconds: int) -> str:
        """Write a time as text."""
        known = self.moments.get(milliseconds)
        if known is None:
            known = self.moments[milliseconds] = makers.as_date_time(milliseconds)
        return known

    def pick(self, values: tuple[Any, ...]) -> Any:
        """Choose one of the values."""
        return values[int(self.chance() * len(values))]

    @cached_property
    def setting(self) -> dict[str, str]:
        """Tell what the templates are filled in with."""
        chosen = makers.setting(self.base >> 8 & 0xFFFF)
        return {**chosen, "name": self.person.first, "company": self.company}

    def filled(self, templates: tuple[str, ...]) -> str:
        """Fill in one of the templates."""
        text: str = self.pick(templates)
        return text.format(**self.setting)

    @property
    def provider(self) -> str:
        """Tell who carries the call."""
        return PROVIDERS[(self.base >> 12) % len(PROVIDERS)]

    @cached_property
    def caller_number(self) -> str:
        """Tell the number of the customer."""
        return makers.phone_number(self.base >> 20 & 0xFFFF)

    @cached_property
    def own_number(self) -> str:
        """Tell the number of the company, which is another one."""
        return makers.phone_number((self.base >> 20 & 0xFFFF) + 1)

    @cached_property
    def tool(self) -> Tool:
        """Tell which tool the conversation calls."""
        return self.tool_of(words.FUNCTIONS[self.base % len(words.FUNCTIONS)], 0)

    def tool_of(self, name: str, number: int) -> Tool:
        """Tell how a tool is called, and what it answers; `number` tells calls apart."""
        salt = self.base * _factor(f"tool {number}")
        wanted, answer = words.TOOLS[name]
        id = "call_" + makers.as_letters(salt, 24)
        return Tool(id, name, wanted.format(**self.setting), answer.format(**self.setting))

    @property
    def script(self) -> tuple[tuple[str, str], ...]:
        """Tell who says what, before names are filled in."""
        return script_of(self.base >> 28 & 0xFF, self.length)

    @cached_property
    def lines(self) -> tuple[Entry, ...]:
        """Tell the dialogue, in order: its system prompt, and then `bot` and `user` in turns."""
        prompt = words.PROMPTS[self.base % len(words.PROMPTS)].format(**self.setting)
        told = [Entry("system", prompt, self.started, self.started, 0)]
        for number, (speaker, text) in enumerate(self.script):
            told.extend(self._told(number, speaker, text))
        return tuple(told)

    def _told(self, number: int, speaker: str, text: str) -> tuple[Entry, ...]:
        time = self.started + OPENING + number * self.slot
        seconds = (time - self.started) / 1000
        if speaker == "tool":
            tool = self.tool_of(text, number)
            later = time + self.slot // 3
            return (
                Entry("calls", "", time, time, seconds, (tool,)),
                Entry("result", tool.result, later, later, (later - self.started) / 1000, (tool,)),
            )
        spoken = text.format(**self.setting)
        return (Entry(speaker, spoken, time, time + min(self.slot - 300, 60 * len(spoken)), seconds),)

    def said_by(self, speaker: str) -> str:
        """Tell the last words of the bot or of the user."""
        text = next(text for who, text in reversed(self.script) if who == speaker)
        return text.format(**self.setting)

    @cached_property
    def transcript(self) -> str:
        """Tell the dialogue as text."""
        labels = {"bot": "AI", "user": "User"}
        spoken = "".join(f"{labels[who]}: {text}\n" for who, text in self.script if who in labels)
        return spoken.format(**self.setting)

    @cached_property
    def summary(self) -> str:
        """Tell the dialogue in two sentences."""
        return makers.as_summary(self.person.name, self.company, self.setting["topic"], self.base)


_FACTORS: dict[str, int] = {}


def _factor(name: str) -> int:
    if name not in _FACTORS:
        _FACTORS[name] = int(sha256(name.encode()).hexdigest(), 16) | 1
    return _FACTORS[name]


_MORE = "Is there anything else that I can do for you?"
_SCRIPTS: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}


def script_of(number: int, length: int) -> tuple[tuple[str, str], ...]:
    """Put together as many entries as wanted: one dialogue, and the later parts of others after it."""
    key = (number % len(words.DIALOGUES), length)
    if key not in _SCRIPTS:
        entries = list(words.DIALOGUES[key[0]])
        while len(entries) < length:
            number += 1
            entries.extend([("bot", _MORE)] if entries[-1][0] == "user" else [])
            entries.extend(words.DIALOGUES[number % len(words.DIALOGUES)][1:])
        _SCRIPTS[key] = tuple(entries[:length])
    return _SCRIPTS[key]
