"""The plan of a call: who says what, which tools are called, and where the user interrupts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from ..json_paths import Object

#: How a conversation comes about: a call to a number, a call from it, a call in a browser, or a written chat.
CallScenario: TypeAlias = Literal["inbound", "outbound", "web", "chat"]
SCENARIOS: tuple[CallScenario, ...] = get_args(CallScenario)


class ToolCall(NamedTuple):
    """A call of a tool, and its default result."""

    id: str
    name: str
    arguments: str  #: JSON.
    result: str


class UserInterruption(NamedTuple):
    """Where the user interrupts a response."""

    after: int  #: Tokens that were sent before.
    late: int  #: Tokens that are sent nevertheless, afterwards.


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """One response of the LLM: a turn."""

    id: str  #: Its `turnId`.
    tokens: tuple[str, ...]
    tools: tuple[ToolCall, ...] = ()  #: What it calls after its tokens.
    interruption: UserInterruption | None = None
    thinking: int = 500  #: Milliseconds before its first token.


@dataclass(frozen=True, kw_only=True, slots=True)
class Talk:
    """What the user says, and the responses to it; there may be none at the end of a call."""

    said: str
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Greeting:
    """What the assistant says before anybody else; it comes from no LLM, and has no turn."""

    text: str
    is_output: bool = False  #: Whether it is sent as `model-output` too, which then has no `turnId`.
    is_interrupted: bool = False  #: By a `user-interrupted` message without a `turnId`.


@dataclass(frozen=True, kw_only=True, slots=True)
class CallPlan:
    """All that is decided about a call before it is played."""

    seed: int  #: Of its records and of its clock.
    scenario: CallScenario
    greeting: Greeting | None
    talks: tuple[Talk, ...]
    ended_reason: str = "customer-ended-call"
    has_transfer_request: bool = False  #: Whether the webhook is asked where to transfer the call to.
    is_deleted: bool = False  #: Whether a chat and its session are deleted in the end.
    #: The functions that the user's own tools are, by their names.
    definitions: Mapping[str, Object] = field(default_factory=dict[str, Any])
