"""
One exchange under way: what an adapter and the witnesses of swallowed exceptions write down until it ends.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from ..clock import now
from .crash import crash_of, crash_of_text
from .exchange import Crash, Exchange, Reply, Request
from .masking import Masks, hide, hide_distinct

#: How much of a reply's body is kept. A longer one is cut, and the handler is told that the client has gone.
LIMIT = 1 << 20


@dataclass(slots=True)
class Recorder:
    """What is known of an exchange so far."""

    request: Request
    began: float = field(default_factory=now)
    ended: float | None = None
    reply: Reply | None = None
    raised: BaseException | None = None
    witnessed: list[BaseException] = field(default_factory=list[BaseException])
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
        if not self.given_up:
            self.raised = error

    def give_up(self) -> None:
        """Take no more notes: the time limit is over."""
        self.given_up = True

    def exchange(self, *, timed_out: bool = False) -> Exchange:
        """The exchange as it stands."""
        timed_out = timed_out and self.reply is None
        crash = self._crash()
        silent = self.reply is None and crash is None and not timed_out
        return Exchange(
            request=self.request,
            reply=self.reply,
            crash=crash and self._hidden(crash),
            seconds=(self.ended or now()) - self.began,
            timed_out=timed_out,
            fault=(self.fault or "the handler ended without a reply") if silent else None,
            unsent=self.unsent,
            unreachable=self.unreachable and silent,
        )

    def _crash(self) -> Crash | None:
        if self.raised is not None:
            return crash_of(self.raised)
        if self.reply is None or (self.reply.status or 0) < 500:
            return None
        if self.witnessed:
            return crash_of(self.witnessed[-1])
        return crash_of_text(self.printed)

    def _hidden(self, crash: Crash) -> Crash:
        masks = self.request.masks
        if not masks:
            return crash
        traceback = "\n".join(_hidden_line(line, masks) for line in crash.traceback.split("\n"))
        return replace(crash, message=hide(crash.message, masks), traceback=traceback)


def _hidden_line(line: str, masks: Masks) -> str:
    """A line of a traceback without secrets; those with a file and a function are Python's own words."""
    return hide_distinct(line, masks) if line.startswith('  File "') else hide(line, masks)


#: The exchange that the running code belongs to. Frameworks call witnesses in the context of the request.
UNDER_WAY: ContextVar[Recorder | None] = ContextVar("vapi_contract_exchange", default=None)
