"""A call that nobody has planned: its events are made one by one, as they are asked for."""

from __future__ import annotations

from typing import Any

from ..contract import Contract
from ..conversations.call import Call, Event
from ..conversations.call_events import Happening
from ..conversations.cue import Line
from ..conversations.plan import CallPlan, CallScenario
from .call_messages import CallMessages

STEP = 40  #: Milliseconds between two events.


class ImprovisedCall:
    """A call that goes on as one says, and whose records, dialogue and clock agree nevertheless."""

    def __init__(self, seed: int, scenario: CallScenario, contract: Contract, reason: str) -> None:
        plan = CallPlan(seed=seed, scenario=scenario, greeting=None, talks=(), ended_reason=reason)
        self.reason = reason
        self._messages = CallMessages(plan, contract, "observed")
        self._events: list[Event] = []
        self._dialogue: tuple[Line, ...] = ()
        self._at = 0
        self._started: int | None = None

    @property
    def call(self) -> Call:
        """The events so far."""
        return Call(tuple(self._events))

    def event(self, type: str, **facts: Any) -> Event:
        """Make the next event, of a type that the contract knows."""
        self._at += STEP
        if facts.get("status") == "in-progress":
            self._started = self._at
        happening = Happening(
            at=self._at,
            type=type,
            facts=facts,
            dialogue=self._dialogue,
            started=self._at if self._started is None else self._started,
            ended=self._at,
            assistant=None,
        )
        event = Event(self._at / 1000, self._messages.message(happening))
        self._events.append(event)
        return event

    def is_said(self, kind: str, text: str) -> None:
        """Add a line of the bot or of the user to the dialogue."""
        self._dialogue += (Line(kind, text, self._at, self._at),)
