"""What is due in a call: one message after the other, and what it adds to the dialogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from ..json_paths import Object
from .plan import ToolCall


class Line(NamedTuple):
    """One line of the dialogue: what is said, called or answered, and when."""

    kind: str  #: "bot", "user", "calls" or "result"
    text: str
    start: int  #: Milliseconds since the start of the call.
    end: int
    tools: tuple[ToolCall, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """One message that is due: when, its type, what it says for itself, and what it adds to the dialogue."""

    at: int  #: Milliseconds since the start of the call.
    type: str
    facts: Object = field(default_factory=dict[str, Any])
    adds: tuple[Line, ...] = ()


class Phase(NamedTuple):
    """The cues of a part of a call, and when the next part begins."""

    cues: tuple[Cue, ...]
    until: int
    barged_at: int | None = None  #: When the user began to speak, if they did not let the assistant finish.
    speaking_until: int = 0  #: How long the assistant goes on to speak in the next part.


#: Choose a whole number between two others, both included.
Between: TypeAlias = Callable[[int, int], int]


def speech(at: int, status: str, role: str, turn: int) -> Cue:
    """Tell that somebody begins to speak, or stops."""
    return Cue(at, "speech-update", {"status": status, "role": role, "turn": turn})


def transcript(at: int, role: str, kind: str, text: str, adds: tuple[Line, ...] = ()) -> Cue:
    """Tell what was heard: so far, or in the end."""
    return Cue(at, "transcript", {"role": role, "transcriptType": kind, "transcript": text}, adds)


def interrupted(at: int, turn_id: str | None) -> Cue:
    """Tell that the user interrupts; without a turn there is nothing to discard."""
    return Cue(at, "user-interrupted", {} if turn_id is None else {"turnId": turn_id})


def conversation(at: int, adds: tuple[Line, ...] = ()) -> Cue:
    """Tell the dialogue so far."""
    return Cue(at, "conversation-update", adds=adds)
