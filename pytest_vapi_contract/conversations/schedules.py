"""Schedules: when the events of calls are delivered, which is not always in order and not always once."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, NamedTuple

from ..json_paths import Object
from .call import Event, Turn

MOST = 10  #: Retries, and seconds before one, at the most.


@dataclass(frozen=True, kw_only=True, slots=True)
class BackoffPlan:
    """
    When a message that was not accepted is delivered again, as in `server.backoffPlan`. By default, never.

    The fields and their bounds are those of the published schema. An exponential delay doubles each time.
    """

    is_exponential: bool = False
    max_retries: int = 0  #: From 0 to 10.
    base_delay: float = 1.0  #: Seconds, from 0 to 10.
    excluded: frozenset[int] = frozenset()  #: Statuses after which there is no retry.

    @classmethod
    def of(cls, plan: Mapping[str, Any]) -> BackoffPlan:
        """Read a plan as Vapi's API has it, with `type`, `maxRetries` and `baseDelaySeconds`."""
        return cls(
            is_exponential=plan.get("type") == "exponential",
            max_retries=int(min(max(plan.get("maxRetries", 0), 0), MOST)),
            base_delay=float(min(max(plan.get("baseDelaySeconds", 1), 0), MOST)),
            excluded=frozenset(code for code in plan.get("excludedStatusCodes", ()) if isinstance(code, int)),
        )

    def delay(self, attempt: int, status: int | None) -> float | None:
        """
        Return the seconds until the next attempt, or `None` if there is none.

        `attempt` is the number of the last one, from 1, and `status` what it was answered with: `None` if no
        reply came in time, and then the message may have been processed.
        """
        is_accepted = status is not None and 200 <= status < 300
        if is_accepted or status in self.excluded or attempt > self.max_retries:
            return None
        return self.base_delay * (2 ** (attempt - 1) if self.is_exponential else 1)


class Delivery(NamedTuple):
    """One attempt to deliver an event."""

    at: float  #: Seconds since the start.
    event: Event
    attempt: int  #: From 1.


def deliveries(
    events: Iterable[Event], plan: BackoffPlan | None = None
) -> Generator[Delivery, int | None, None]:
    """
    Deliver events at their times: yield each attempt, and take the status of the reply to it.

    What is not accepted is delivered again, as the plan says. Send `None` if there was no reply in time.
    """
    plan = plan or BackoffPlan()
    number = count()
    due = [(event.at, next(number), 1, event) for event in events]
    due.sort()
    while due:
        at, _, attempt, event = heappop(due)
        delay = plan.delay(attempt, (yield Delivery(at, event, attempt)))
        if delay is not None:
            heappush(due, (at + delay, next(number), attempt + 1, event))


def swapped(events: Sequence[Event], *, seed: int = 0, swaps: int = 1) -> tuple[Event, ...]:
    """Let some neighbours overtake each other: their messages change places, and times never go back."""
    result, random = list(events), Random(seed).random
    for _ in range(swaps if len(events) > 1 else 0):
        at = int(random() * (len(result) - 1))
        one, other = result[at], result[at + 1]
        result[at : at + 2] = [Event(one.at, other.message), Event(other.at, one.message)]
    return tuple(result)


def interleaved(*calls: Sequence[Event], apart: float = 0.0) -> tuple[Event, ...]:
    """Let calls happen at once, each of them `apart` seconds after the one before it."""
    shifted = [
        Event(round(event.at + number * apart, 3), event.message)
        for number, events in enumerate(calls)
        for event in events
    ]
    return tuple(sorted(shifted, key=lambda event: event.at))


def interleaved_turns(turns: Sequence[Turn], *, seed: int = 0) -> tuple[Object, ...]:
    """Mix the messages of turns at random; those of each turn keep their order."""
    random = Random(seed).random
    places = [(random(), number) for number, turn in enumerate(turns) for _ in turn.messages]
    rest = [iter(turn.messages) for turn in turns]
    return tuple(next(rest[number]) for _, number in sorted(places))
