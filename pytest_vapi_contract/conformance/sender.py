"""
Delivers for a run, within its budget.

The state is brought back first, and a handler that hangs is not waited for longer than sensible.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from gc import collect
from queue import SimpleQueue
from threading import Lock, Thread
from time import sleep
from typing import Any

from ..cases.case import VALID, Case
from ..cases.http_change import HttpChange
from ..checks import Effect, Read, Reset, State
from ..checks.state_probe import Snapshot, bring_back, effect_since, snapshot
from ..checks.turns import text_by
from ..clock import now
from ..delivery import Exchange, Handler, Request
from ..delivery.batch import within
from ..delivery.patches import PATCHES
from ..delivery.time_limits import LIMITS, limit_of
from ..errors import HandlerNotStarted, ProbeFailed
from ..findings.outcome import accepted
from .budget import (
    CLEARLY_QUICK,
    EXCEPTIONS_HELD,
    HANGING_AFTER,
    HANGING_TIMES,
    HOPELESS_HANGS,
    IMPATIENT_TIMES,
    IMPATIENT_WAIT,
    KNOWN_HANGS,
    LEAST_WAIT,
    LOCATING,
    SLOW,
    THREAD_WAIT,
)
from .first_of_kind import FirstOfKind
from .probes import Probes
from .processor_waits import ProcessorWaits
from .rate_limit import RateLimit

#: Takes what was sent, what came back, and what it did to the state.
Judge = Callable[[Case, Exchange, Effect | None], None]

HANGING = "the handler hangs"


class NoTimeLeft(Exception):
    """Nothing more can be sent, so that what was begun cannot be judged."""


@dataclass(kw_only=True, slots=True)
class Sender:
    """Puts requests to a handler, and keeps count."""

    handler: Handler
    deadline: float = float("inf")
    limits: Mapping[str, float] = field(default_factory=lambda: LIMITS)
    state: State | None = None
    reset: Reset | None = None
    read: Read | None = None
    readable: bool = False  #: Whether `read` has returned a text.
    probes: Probes = field(default_factory=Probes)
    exchanges: int = 0
    crashes: int = 0  #: Since what they hold was freed.
    replies: int = 0
    hangs: int = 0
    slowest: float = 0.0
    slowest_look: float = 0.0  #: Seconds that it took to see an exception once more.
    seconds: float = 0.0  #: That all replies took, and the pauses that a limit of the rate asks for.
    pauses: float = 0.0  #: The seconds of these pauses.
    waits: ProcessorWaits = field(default_factory=ProcessorWaits)
    rate_limit: RateLimit = field(default_factory=RateLimit)
    most: float = float("inf")  #: Seconds that a reply is waited for at most, whatever Vapi waits.
    stopped: str = ""  #: Why nothing more is sent, for ever.
    #: The message types of which some reply did not come within all of its time.
    late_types: set[str] = field(default_factory=set[str])
    firsts: FirstOfKind = field(default_factory=FirstOfKind)

    @property
    def left(self) -> float:
        """Seconds that are left; none where nothing more is sent."""
        return 0.0 if self.stopped else self.deadline - now()

    def pause(self, seconds: float) -> None:
        """Wait for work that goes on after a reply. Raises `NoTimeLeft` if that takes more than is left."""
        if seconds > self.left:
            raise NoTimeLeft
        sleep(seconds)

    @property
    def mean(self) -> float:
        """Seconds that a message takes."""
        return self.seconds / max(1, self.replies)

    @property
    def slow(self) -> bool:
        """Whether the handler is slow: what is sent must not depend on what else the machine does."""
        return (self.seconds - self.waits.seconds) / max(1, self.replies) >= SLOW

    def renew(self) -> None:
        """Bring the state back."""
        if self.reset is not None:
            self.probes.ask("reset", partial(bring_back, self.reset), self.left)

    def snapshot(self) -> Snapshot | None:
        """The state as it is, if there is a way to tell it."""
        return self.state and self.probes.ask("state", partial(snapshot, self.state), self.left)

    def effect_since(self, before: Snapshot) -> Effect:
        """What has happened to the state since it was taken."""
        assert self.state is not None
        since = partial(effect_since, self.state, before)
        return self.probes.ask("state", since, self.left)

    def text_of(self, turn_id: str) -> str | ProbeFailed:
        """
        What the user's application has of a turn; if it cannot be read, why.

        Raises `ProbeFailed` if nothing could ever be read.
        """
        assert self.read is not None
        text = self.probes.ask("read", partial(text_by, self.read, turn_id), self.left)
        if isinstance(text, ProbeFailed) and not self.readable:
            raise text
        self.readable |= isinstance(text, str)
        return text

    def deliver(self, request: Request, type: str = "") -> Exchange | None:
        """Put a request to the handler with its state brought back; None if no time is left for a reply."""
        if self.left <= 0:
            return None
        self.renew()
        return self.put(request, type)

    def deliver_broken(self, body: Any, change: HttpChange | None = None) -> Exchange | None:
        """The same for a body; a 5xx is explained."""
        exchange = self._deliver_body(body, change)
        return exchange and self.broken(exchange)

    def observe(self, body: Any, change: HttpChange | None = None) -> Exchange | None:
        """The same, and a reply with any status is explained."""
        exchange = self._deliver_body(body, change)
        return exchange and self.explained(exchange)

    def _deliver_body(self, body: Any, change: HttpChange | None) -> Exchange | None:
        request = self.handler.request(body)
        return self.deliver(request.altered(change) if change else request)

    def watch(self, request: Request, type: str = "") -> tuple[Exchange | None, Effect | None]:
        """The same, with what it does to the state."""
        if self.state is None or self.left <= 0:
            return self.deliver(request, type), None
        self.renew()
        before = self.snapshot()
        exchange = self.put(request, type)
        return exchange, None if before is None else self.effect_since(before)

    def put(self, request: Request, type: str = "") -> Exchange | None:
        """Put a request to the handler as it is now."""
        return self.rate_limit.calmed(self, self.put_once(request, type), type)

    def put_once(self, request: Request, type: str) -> Exchange | None:
        """The same, whatever a limit of the rate makes of it."""
        wait, patience = self._wait(type), self.patience(type)
        self._begin()
        exchange = self._noted(self._put(request, wait), patience, type) if wait else None
        self.waits.note([exchange] if exchange else [])
        return exchange

    @property
    def can_put_each(self) -> bool:
        """Whether several requests are put one after the other, with nothing to be done in between."""
        return self.handler.takes_batches and self.state is None and self.reset is None and not self.hangs

    def put_each(self, requests: Sequence[tuple[Request, str]], exchanges: list[Exchange]) -> None:
        """
        Put one request after the other, each with its message type, until one is late or no time is left.

        What comes of each is added to a list at once: Ctrl-C costs none of it.
        """
        waits = ((request, wait) for request, type in requests if (wait := self._wait(type)))
        taken: list[Exchange] = []
        self._begin()
        try:
            self.handler.deliver_each(waits, taken.append)
        except HandlerNotStarted as error:
            self._not_started(error)
        finally:
            noted = (
                self._noted(each, self.patience(type), type)
                for each, (_, type) in zip(taken, requests, strict=False)
            )
            came = [each for each in noted if each is not None]
            exchanges += came
            self.waits.note(came)
        self._calm(exchanges, len(exchanges) - len(came), [type for _, type in requests])

    def _calm(self, exchanges: list[Exchange], first: int, types: Sequence[str]) -> None:
        """Put those again that were some of too many; what is behind one that is not answered is left out."""
        for at, type in zip(range(first, len(exchanges)), types, strict=False):
            calmed = self.rate_limit.calmed(self, exchanges[at], type)
            if calmed is None:
                del exchanges[at:]
                return
            exchanges[at] = calmed

    def _wait(self, type: str) -> float:
        """Seconds that a reply is waited for now; none if nothing more is sent."""
        left = self.left
        return min(self.patience(type), max(left, LEAST_WAIT)) if left > 0 else 0.0

    def put_at_once(self, requests: Sequence[Request]) -> list[Exchange | None]:
        """Put several requests to the handler at the same time, each from a thread of its own."""
        wait, patience = self._wait(""), self.patience("")
        if not wait:
            return []
        exchanges: list[Exchange | None] = [None] * len(requests)
        gate, done = Lock(), SimpleQueue[None]()

        def put(at: int) -> None:
            try:
                with gate:
                    pass
                exchanges[at] = self._put(requests[at], wait)
            except Exception:  # noqa: BLE001 - a handler may have replaced what we are made of meanwhile
                pass
            finally:
                done.put(None)

        with gate:
            for at in range(len(requests)):
                # Daemons: Ctrl-C need not wait for a handler that hangs.
                Thread(target=copy_context().run, args=(put, at), daemon=True).start()
        until = now() + wait + THREAD_WAIT
        for _ in requests:
            within(done, max(0.0, until - now()))
        PATCHES.put_back()  # one of them may not have come back
        noted = [self._noted(exchange, patience, alone=False) for exchange in exchanges]
        return (
            [self.rate_limit.calmed(self, each, "") for each in noted] if self.rate_limit.limited else noted
        )

    def explained(self, exchange: Exchange, type: str = "") -> Exchange:
        """
        The exchange, with the exception that a reply does not tell of.

        The request is sent once more for it, which does not count as an exchange.
        """
        if exchange.reply is None or exchange.crash or not self.handler.in_process:
            return exchange
        if self.stopped or self.left <= (-LOCATING if self.reset is None else 0.0):
            return exchange
        self.renew()
        try:
            return self._observed(exchange, type)
        except HandlerNotStarted:
            return exchange

    def watched_again(self, exchange: Exchange, type: str = "") -> Exchange:
        """The exchange, with the exception that was caught: it is sent once more, to the same state."""
        if exchange.reply is None or not self.handler.in_process or self.left <= 0:
            return exchange
        return self._observed(exchange, type)

    def _observed(self, exchange: Exchange, type: str) -> Exchange:
        """The exchange, observed; not if that once took as long as a reply may: it would do so again."""
        patience = self.patience(type)
        if self.slowest_look >= patience:
            return exchange
        began = now()
        seen = self.handler.observe(exchange, min(patience, max(self.left, LEAST_WAIT)))
        self.slowest_look = max(self.slowest_look, now() - began)
        return seen

    def broken(self, exchange: Exchange, type: str = "") -> Exchange:
        """The exchange, explained if it has a 5xx."""
        status = exchange.reply.status or 0 if exchange.reply else 0
        return self.explained(exchange, type) if status >= 500 else exchange

    def looked_into(self, case: Case, exchange: Exchange) -> Exchange:
        """The exchange, explained if it has a 5xx, or if it is the first of its kind."""
        if exchange.reply is None or (exchange.reply.status or 0) >= 500:
            return self.broken(exchange, case.type)
        if self.slow and case.category in VALID and accepted(exchange):
            return exchange
        return self.explained(exchange, case.type) if self.firsts.is_new(case, exchange) else exchange

    def patience(self, type: str) -> float:
        """Seconds that a reply to a message of a type is waited for."""
        usual = self._usual_patience(type)
        return (
            min(usual, max(IMPATIENT_WAIT, IMPATIENT_TIMES * self.slowest))
            if self.hangs >= KNOWN_HANGS
            else usual
        )

    def _usual_patience(self, type: str) -> float:
        """The same for a handler that does not hang: as long as Vapi waits."""
        return min(self.most, limit_of(type, self.limits, self.handler.timeout))

    def is_late(self, exchange: Exchange, type: str) -> bool:
        """
        Whether a reply that did not come is late for Vapi, too.

        One that a handler which hangs is not given all of its time for may still have come, unless another
        one to a message of that type did not.
        """
        return exchange.timed_out and type in self.late_types

    def _put(self, request: Request, timeout: float) -> Exchange | None:
        try:
            return self.handler.deliver(request, timeout)
        except HandlerNotStarted as error:
            self._not_started(error)
            return None

    def _not_started(self, error: HandlerNotStarted) -> None:
        """Send nothing more; a handler that has never started is told by its error."""
        if not self.exchanges:
            raise error
        self.stopped = f"the handler did not start again: {error}"

    def _noted(
        self, exchange: Exchange | None, patience: float, type: str = "", *, alone: bool = True
    ) -> Exchange | None:
        """Keep count; how long a reply takes among others, while threads are restless, says nothing."""
        if exchange is None:
            return None
        self.exchanges += 1
        self._free_exceptions(exchange)
        if not exchange.timed_out and not alone:
            return exchange
        if not exchange.timed_out:
            self.replies += 1
            self.seconds += exchange.seconds
            self.slowest = max(self.slowest, exchange.seconds)
            self.rate_limit.note(exchange)
            return exchange
        if exchange.seconds < min(patience, max(HANGING_AFTER, HANGING_TIMES * self.slowest)):
            return None
        if patience >= self._usual_patience(type):
            self.late_types.add(type)
        self.hangs += 1
        if self.hangs >= (HOPELESS_HANGS if self.replies else KNOWN_HANGS):
            self.stopped = HANGING
        return exchange

    def _begin(self) -> None:
        """See how long was waited for a processor before what is sent now, unless that hardly matters."""
        if not self.replies or self.mean >= CLEARLY_QUICK:
            self.waits.look()

    def _free_exceptions(self, exchange: Exchange) -> None:
        """
        Free what the exceptions of some exchanges hold, which is a body and a text at least.

        It is held in cycles, and the collector counts objects, not bytes: it would let hundreds pile up.
        """
        self.crashes += exchange.crash is not None
        if self.crashes >= EXCEPTIONS_HELD:
            self.crashes = 0
            collect(0)
