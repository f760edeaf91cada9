"""One exchange under way: what an adapter and the exception hooks write down until it ends."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field

from ..clock import now
from .exchange import Crash, Exchange, Reply, Request
from .observation.crash import crash_of, crash_of_text
from .patches import PATCHES

#: How much of a reply's body is kept. A longer one is cut, and the handler is told that the client has gone.
LIMIT = 1 << 20


def status_of(status: object) -> int:
    """The status of a reply as a server takes it. Raises `TypeError` and `ValueError`, as a server does."""
    if not isinstance(status, int) or isinstance(status, bool):
        raise TypeError(f"the status of a reply must be an integer, not {type(status).__name__}")
    if not 100 <= status <= 999:
        raise ValueError("the status of a reply must have three digits")
    return int(status)


@dataclass(slots=True)
class Recorder:
    """What is known of an exchange so far."""

    request: Request
    began: float = field(default_factory=now)
    ended: float | None = None
    reply: Reply | None = None
    raised: Crash | None = None
    handled: Crash | None = None  #: The last exception that a framework told of.
    printed: str = ""
    fault: str | None = None
    late: bool = False  #: A time limit of the transport ran out first.
    unsent: bool = False  #: Our own client refuses to send it.
    unreachable: bool = False  #: No connection could be made.
    given_up: bool = False

    def answer(self, reply: Reply) -> None:
        """Note the reply; what happens afterwards does not count as its time."""
        if not self.given_up:
            self.ended = now()
            self.reply = reply

    def fail(self, error: BaseException) -> None:
        """Note what the handler raised; after the time limit that is our doing."""
        PATCHES.put_back()  # the handler has had its turn
        crash = crash_of(error, self.request.masks)  # runs code of the exception's class: here, not later
        if not self.given_up:
            self.raised = crash

    def note_handled(self, error: BaseException) -> None:
        """Note an exception that the framework turns into a reply."""
        crash = crash_of(error, self.request.masks)
        if not self.given_up:
            self.handled = crash

    def give_up(self) -> None:
        """Take no more notes: the time limit is over."""
        self.given_up = True

    def exchange(self, *, timed_out: bool = False) -> Exchange:
        """The exchange so far."""
        timed_out = timed_out and self.reply is None
        crash = self._crash()
        silent = self.reply is None and crash is None and not timed_out
        return Exchange(
            request=self.request,
            reply=self.reply,
            crash=crash,
            seconds=(self.ended or now()) - self.began,
            timed_out=timed_out,
            fault=(self.fault or "the handler ended without a reply") if silent else None,
            unsent=self.unsent,
            unreachable=self.unreachable and silent,
        )

    def _crash(self) -> Crash | None:
        if self.raised is not None:
            return self.raised
        if self.reply is None or (self.reply.status or 0) < 500:
            return None
        return self.handled or crash_of_text(self.printed, self.request.masks)


#: The exchange that the running code belongs to. Frameworks call the hooks in the context of the request.
UNDER_WAY: ContextVar[Recorder | None] = ContextVar("vapi_contract_exchange", default=None)
