"""Plays events of calls to a handler, and takes its state before and after each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from json import dumps, loads
from typing import Any, TypeVar

from ...checks.state_difference import (
    Changes,
    added_between,
    beyond,
    changes_between,
    plain,
    quiet,
    told_changes,
)
from ...checks.state_probe import Snapshot
from ...delivery import Exchange, Request
from ...findings.outcome import accepted
from ..budget import LATE_WORK_PAUSES
from ..sender import NoTimeLeft, Sender
from .calls import CallEvent, FreshIds

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class ObservedEvent:
    """An event that was sent, what came back, and the state before and after it."""

    event: CallEvent
    exchange: Exchange
    before: Snapshot
    after: Snapshot
    changes: Changes
    told: str = ""  #: What the changes are, in a few words.

    @property
    def accepted(self) -> bool:
        """Whether the reply was a 2xx."""
        return accepted(self.exchange)


@dataclass(kw_only=True, slots=True)
class EffectPlayer:
    """A handler, and the state that it changes."""

    sender: Sender
    noise: Changes = frozenset()  #: What changes with everything, and says nothing.
    numbers: Iterator[int] = field(default_factory=count)
    #: By the id of an event, which is kept alive: the event, and its body as text.
    _texts: dict[int, tuple[CallEvent, str]] = field(default_factory=dict[int, "tuple[CallEvent, str]"])

    def play(
        self,
        events: Sequence[CallEvent],
        *,
        twice: Sequence[CallEvent] = (),
        pause_before: CallEvent | None = None,
    ) -> list[ObservedEvent]:
        """
        Send events from a fresh state, some of them `twice`, with ids that no play before had.

        Before one of them it may be waited until nothing goes on any more. Raises `NoTimeLeft`.
        """
        return self._played(events, FreshIds.of(events, next(self.numbers)), twice, pause_before)

    def _played(
        self,
        events: Sequence[CallEvent],
        ids: FreshIds,
        twice: Sequence[CallEvent] = (),
        pause_before: CallEvent | None = None,
    ) -> list[ObservedEvent]:
        self.sender.renew()
        again = {id(event) for event in twice}
        before, seen = self.snapshot(), list[ObservedEvent]()
        for event in events:
            before = self.final_state() if event is pause_before else before
            request = self._request(event, ids)
            for _ in range(2 if id(event) in again else 1):
                seen.append(self._observed(event, request, before))
                before = seen[-1].after
        return seen

    def _request(self, event: CallEvent, ids: FreshIds) -> Request:
        """The request for an event; its text is made once for all plays."""
        handler = self.sender.handler
        if id(event) not in self._texts:
            self._texts[id(event)] = event, dumps(event.body, ensure_ascii=False, separators=(",", ":"))
        text = ids.sent(self._texts[id(event)][1])
        return handler.request(
            text.encode("utf-8", "surrogatepass") if handler.takes_envelope else loads(text)
        )

    def _observed(self, event: CallEvent, request: Request, before: Snapshot) -> ObservedEvent:
        exchange = self.sender.put(request, event.type)
        if exchange is None:
            raise NoTimeLeft
        after = self.snapshot()
        changes = self.changes(before, after)
        told = self._ask(partial(told_changes, before.value, after.value, changes)) if changes else ""
        return ObservedEvent(
            event=event, exchange=exchange, before=before, after=after, changes=changes, told=told
        )

    def end_of(self, events: Sequence[CallEvent], *, hasty: bool = False) -> Any | None:
        """
        Return the state after events as a plain value with the ids of the events; None if one is refused.

        It is taken when nothing goes on any more, unless it is done in haste. Where nothing brings it back,
        it is what these events have added.
        """
        ids = FreshIds.of(events, next(self.numbers))
        first = self.snapshot() if self.sender.reset is None else None
        if not all(each.accepted for each in self._played(events, ids)):
            return None
        state = (self.snapshot() if hasty else self.final_state()).value
        if first is not None:
            state = self._ask(partial(added_between, first.value, state))
        return plain(quiet(state, self.noise), ids.names)

    def snapshot(self) -> Snapshot:
        """Take the state."""
        found = self.sender.snapshot()
        assert found is not None
        return found

    def changes(self, before: Snapshot, after: Snapshot) -> Changes:
        """Return where two states differ, but for what changes with everything."""
        return beyond(self._ask(partial(changes_between, before.value, after.value)), self.noise)

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        """What is found out where the user's functions run: values may have methods of theirs."""
        return self.sender.probes.ask("state", question, self.sender.left)

    def final_state(self) -> Snapshot:
        """Return the state when it changes no more: work may go on after a reply. Raises `NoTimeLeft`."""
        last = self.snapshot()
        for pause in LATE_WORK_PAUSES:
            self.sender.pause(pause)
            now = self.snapshot()
            if not self.changes(last, now):
                return now
            last = now
        return last

    def state_later(self) -> Snapshot:
        """Return the state in a second, when a worker has done what it does late. Raises `NoTimeLeft`."""
        self.sender.pause(sum(LATE_WORK_PAUSES))
        return self.snapshot()

    def changes_late(self, before: Snapshot) -> bool:
        """Whether the state changes within a second. Raises `NoTimeLeft`."""
        for pause in (0.0, *LATE_WORK_PAUSES):
            self.sender.pause(pause)
            if self.changes(before, self.snapshot()):
                return True
        return False
