"""Plays a call against a handler: each event is delivered, and what is replied goes into what follows."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..case_sources.requests import request_to
from ..cases.case import Case
from ..cases.http_change import HttpChange
from ..checks import Check, selected
from ..checks.replies import NOTHING, value_of
from ..clock import now
from ..contract import Contract
from ..conversations import Event
from ..conversations.plan import CallPlan
from ..delivery import Exchange, Handler
from ..delivery.time_limits import LIMITS, limit_of
from ..findings.outcome import accepted, told_outcome
from ..json_paths import Object
from ..samples.calls import events_of
from ..wire_envelope import envelope
from .run_options import RunOptions
from .tool_settings import changes_for, time_limits

#: What can be wrong with a reply: not a 2xx, too late for Vapi, or not what Vapi reads.
Wrong: TypeAlias = Literal["refused", "late", "unreadable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlayedEvent:
    """One event of a call that was delivered, and what came back."""

    at: float  #: Seconds since the start of the call.
    case: Case  #: The message, as it was sent.
    exchange: Exchange
    wrong: Wrong | None = None
    detail: str = ""  #: What is wrong or, if nothing is, worth knowing, in one line without secrets.


@dataclass(frozen=True, kw_only=True, slots=True)
class CallPlayer:
    """Delivers the events of a call to a handler, as fast as it answers or as Vapi would."""

    handler: Handler
    contract: Contract
    in_real_time: bool = False
    limits: Mapping[str, float] = field(default_factory=lambda: LIMITS)
    #: How requests for tools differ that have a server of their own, by the name of the tool.
    changes: Mapping[str, HttpChange] = field(default_factory=dict[str, HttpChange])
    acted_on: Collection[str] = ()  #: The message types of which a reply is demanded.
    sleep: Callable[[float], None] = time.sleep

    def play(self, plan: CallPlan) -> Iterator[PlayedEvent]:
        """Deliver each event of a planned call, and yield it with what came back."""
        events, began, body = events_of(plan, contract=self.contract), now(), None
        [replies] = selected(["replies"], contract=self.contract, acted_on=self.acted_on)
        while True:
            try:
                event = events.send(body)
            except StopIteration:
                return
            if self.in_real_time:
                self.sleep(max(0.0, began + event.at - now()))
            played = self._delivered(event, replies)
            yield played
            body = _read_by_vapi(played)

    def _delivered(self, event: Event, replies: Check) -> PlayedEvent:
        type = event.message["type"]
        change = self.changes.get(_called_in(event.message))
        case = Case(id="call", type=type, body=envelope(event.message), category="observed", alter=change)
        limit = limit_of(type, self.limits, self.handler.timeout)
        exchange = self.handler.deliver(request_to(self.handler, case), limit)
        wrong, detail = _wrong(case, exchange, limit, replies)
        return PlayedEvent(at=event.at, case=case, exchange=exchange, wrong=wrong, detail=detail)


def player_for(handler: Handler, options: RunOptions, *, in_real_time: bool) -> CallPlayer:
    """What plays calls with these options, and as the file of the user's tools says of their servers."""
    tools = options.user_tools
    handler.hide(tools.secrets if tools else ())
    return CallPlayer(
        handler=handler,
        contract=options.chosen_contract,
        in_real_time=in_real_time,
        limits={**LIMITS, **time_limits(tools, handler.timeout)},
        changes=changes_for(tools, handler) if tools else {},
        acted_on=tuple(options.handles),
    )


def _called_in(message: Object) -> str:
    """The tool that a message calls, as often as it does; nothing for any other message."""
    called = message.get("toolCallList")
    return str(called[0]["function"]["name"]) if called else ""


def _wrong(case: Case, exchange: Exchange, limit: float, replies: Check) -> tuple[Wrong | None, str]:
    """What is wrong with a reply; if nothing is, what is worth knowing of it."""
    if exchange.timed_out or exchange.seconds > limit:
        return "late", told_outcome(exchange)
    if not accepted(exchange):
        return "refused", told_outcome(exchange)
    flaw = replies.flaw(case, exchange, None)
    if flaw is None:
        return None, ""
    return (None if flaw.severity == "note" else "unreadable"), flaw.noted


def _read_by_vapi(played: PlayedEvent) -> Any:
    """Return the body of a reply that Vapi reads; None if something is wrong with it."""
    if played.wrong or played.exchange.reply is None:
        return None
    value = value_of(played.exchange.reply)
    return None if value is NOTHING else value
