"""What the benchmark of generation measures: messages from several sources in turns, by processor time."""

from __future__ import annotations

import gc
import json
import signal
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

Take = Callable[[Any], None]
Source = Callable[[int, int, Take], None]  # told how many messages, which round, and where they go


AGAIN = 0.2


class Enough(BaseException):
    """The time is over. Not an `Exception`: whoever is interrupted shall not take it for one of their own."""


@dataclass
class Round:
    """Messages of one source, and how many seconds of processor time after the start each was there."""

    messages: list[Any] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Messages a second."""
        return len(self.messages) / self.seconds[-1]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what runs inside after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise Enough

    signal.signal(signal.SIGPROF, stop)
    # Again and again: what is raised while Python collects garbage is lost.
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    except Enough:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def measured(source: Source, count: int, number: int, seconds: float) -> Round:
    """
    Take messages until there are enough of them, or the time is over.

    What others have left in the memory is hidden from the collector of garbage, which would go through it
    again and again on the time of this source.
    """
    made = Round()
    gc.collect()
    gc.freeze()
    began = process_time()

    def take(message: Any) -> None:
        made.seconds.append(process_time() - began)
        made.messages.append(message)

    try:
        with at_most(seconds):
            source(count, number, take)
    except Exception:
        if process_time() - began < seconds - AGAIN:  # later, it is what a library makes of the interruption
            raise
    finally:
        gc.unfreeze()
    del made.messages[len(made.seconds) :]
    del made.seconds[len(made.messages) :]
    return made


def drawing(strategy: SearchStrategy[Any], of: Callable[[Any], Any] = lambda value: value) -> Source:
    """Draw from a strategy: one run of Hypothesis for each round, the same settings for everybody."""
    alike = settings(
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )

    def source(count: int, number: int, take: Take) -> None:
        @seed(number)
        @settings(alike, max_examples=count)
        @given(strategy)
        def draw(value: Any) -> None:
            take(of(value))

        draw()

    return source


def calling(make: Callable[[int], Any]) -> Source:
    """Call a function with a new seed for each message."""

    def source(count: int, number: int, take: Take) -> None:
        for index in range(count):
            take(make(number * count + index))

    return source


def size(messages: Sequence[Any]) -> float:
    """The median size of messages, in characters of JSON."""
    return statistics.median(len(text) for text in map(written, messages) if text is not None)


def written(message: Any) -> str | None:
    """A message as JSON, or None for what JSON cannot say."""
    try:
        return json.dumps(message)
    except (TypeError, ValueError):
        return None
