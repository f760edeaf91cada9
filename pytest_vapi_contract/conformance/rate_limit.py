"""What a run does where a handler says that there are too many requests: a run sends more than Vapi does."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from time import sleep
from typing import Protocol, TypeGuard

from ..cases.skip import Skip, counted
from ..delivery import Exchange, Request
from ..findings.outcome import accepted
from ..report_formats.lines import duration
from .budget import LONGEST_PAUSE, MESSAGES_OF_A_MINUTE, PAUSES

#: Why nothing more is sent to a handler that goes on saying so.
LIMITED = (
    f"the handler answers 429 (too many requests), and still does so after {duration(sum(PAUSES))}; "
    "allow more requests while it is checked"
)
BY_VAPI = (
    "Vapi repeats a message only if you have enabled retries, and one answer of the assistant can cause more "
    "than 50 messages"
)


class Sends(Protocol):
    """What puts requests to a handler."""

    replies: int
    seconds: float
    pauses: float
    stopped: str

    @property
    def left(self) -> float:
        """Seconds that are left."""
        ...

    def put_once(self, request: Request, type: str) -> Exchange | None:
        """What comes of a request."""
        ...


@dataclass(slots=True)
class RateLimit:
    """What is known of a handler's limit, and what is done about a request that is one of too many."""

    limited: int = 0  #: Requests that were sent again.
    taken: Request | None = None  #: The last one that was accepted.
    is_judged: bool = False  #: Whether a 429 is about the message, or about fewer messages than Vapi sends.

    def note(self, exchange: Exchange) -> None:
        """Keep a request that is accepted."""
        if accepted(exchange):
            self.taken = exchange.request

    def calmed(self, sends: Sends, exchange: Exchange | None, type: str) -> Exchange | None:
        """
        What comes of the request after a pause, where it was one of too many.

        None where no time is left, or where nothing more is sent because the handler goes on refusing.
        """
        if self.is_judged or not is_one_of_too_many(exchange):
            return exchange
        self.limited += 1
        again = self._after_pauses(sends, exchange, type)
        if not is_one_of_too_many(again):
            return again
        self.is_judged = sends.replies < MESSAGES_OF_A_MINUTE or self._takes_another(sends, type)
        if not self.is_judged:
            sends.stopped = LIMITED
        return again if self.is_judged else None

    def skips(self) -> Iterator[Skip]:
        """That the rate of requests was not checked, where some were sent again."""
        if self.limited and not self.is_judged:
            again = f"{'was' if self.limited == 1 else 'were'} sent again after a pause"
            why = f"{counted(self.limited, 'request')} got a 429 and {again}; {BY_VAPI}"
            yield Skip(what="the request-rate check", why=why)

    def _after_pauses(self, sends: Sends, exchange: Exchange, type: str) -> Exchange | None:
        again: Exchange | None = exchange
        for usual in PAUSES:
            if not is_one_of_too_many(again):
                break
            pause = pause_before_another(again, usual)
            if pause > sends.left:
                return None
            sends.seconds += pause
            sends.pauses += pause
            sleep(pause)
            again = sends.put_once(exchange.request, type)
        return again

    def _takes_another(self, sends: Sends, type: str) -> bool:
        """Whether the handler accepts now what it has accepted before."""
        again = sends.put_once(self.taken, type) if self.taken is not None else None
        return again is not None and accepted(again)


def is_one_of_too_many(exchange: Exchange | None) -> TypeGuard[Exchange]:
    """Whether a handler says that there are too many requests, which tells nothing of the message."""
    reply = exchange.reply if exchange is not None else None
    return reply is not None and reply.status == HTTPStatus.TOO_MANY_REQUESTS


def pause_before_another(exchange: Exchange, usual: float) -> float:
    """Seconds until the request is sent again: as many as the handler asks for, within reason."""
    asked = (exchange.reply.header("retry-after") or "").strip() if exchange.reply else ""
    is_number = asked.isascii() and asked.isdigit()
    return max(usual, min(float(asked), LONGEST_PAUSE)) if is_number else usual
