"""What a run does where a handler says that there are too many requests: a run sends more than Vapi does."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import TypeGuard

from ..cases.skip import Skip, counted
from ..delivery import Exchange
from ..report_formats.lines import duration
from .budget import LONGEST_PAUSE, PAUSES

#: Why nothing more is sent to a handler that goes on saying so.
LIMITED = (
    f"the handler answers 429 (too many requests), and still does so after {duration(sum(PAUSES))}; "
    "allow more requests while it is checked"
)
BY_VAPI = (
    "Vapi repeats a message only if you have enabled retries, and one answer of the assistant can be more "
    "than 50 messages"
)


def is_one_of_too_many(exchange: Exchange | None) -> TypeGuard[Exchange]:
    """Whether a handler says that there are too many requests, which tells nothing of the message."""
    reply = exchange.reply if exchange is not None else None
    return reply is not None and reply.status == HTTPStatus.TOO_MANY_REQUESTS


def pause_before_another(exchange: Exchange, usual: float) -> float:
    """Seconds until the request is sent again: as many as the handler asks for, within reason."""
    asked = (exchange.reply.header("retry-after") or "").strip() if exchange.reply else ""
    is_number = asked.isascii() and asked.isdigit()
    return max(usual, min(float(asked), LONGEST_PAUSE)) if is_number else usual


def skips_of(limited: int) -> Iterator[Skip]:
    """That the rate of requests was not checked, where some were sent again."""
    if limited:
        why = f"{counted(limited, 'request')} got a 429, and another try after a pause; {BY_VAPI}"
        yield Skip(what="the rate of requests", why=why)
