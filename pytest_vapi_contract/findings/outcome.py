"""What an exchange comes to: was the message accepted, survived, refused, and how is that told."""

import re
from dataclasses import replace

from ..delivery import Crash, Exchange, Reply, hide
from ..masking.mask import Masks
from ..report_formats.lines import duration

#: How much of a reply's body is shown.
EXCERPT = 240

#: How much of the text of an exception is shown beside the reply that it became.
BESIDE = 80
#: What the text of an exception for a status begins with in some frameworks.
STATUS = re.compile(r"^\d{3}: ")

Exceptions = tuple[type[BaseException], ...]

#: What stands for a character that cannot be shown.
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def accepted(exchange: Exchange, refusals: Exceptions = ()) -> bool:  # noqa: ARG001 - one signature for all
    """Whether the reply was a 2xx that ends, or the function returned."""
    if exchange.crash is not None or exchange.reply is None or endless(exchange):
        return False
    return exchange.reply.status is None or _is_success(exchange.reply.status)


def fails_late(exchange: Exchange) -> bool:
    """Whether a 2xx status came, and then an exception: in what sends the reply, or in a task behind it."""
    status = exchange.reply.status if exchange.reply else None
    return exchange.crash is not None and status is not None and _is_success(status)


def _is_success(status: int) -> bool:
    return 200 <= status < 300


def survived(exchange: Exchange, refusals: Exceptions = ()) -> bool:
    """
    Whether something came back in time, neither a 5xx nor an exception; one of `refusals` may be raised.

    A server may hang up on a request if it cannot tell where it ends.
    """
    if exchange.crash is not None or exchange.reply is None:
        return raised_one_of(exchange, refusals) or hung_up(exchange)
    status = exchange.reply.status or 0
    unknown_method = status == 501 and exchange.request.method != "POST"  # what HTTP has this status for
    return not endless(exchange) and (status < 500 or unknown_method)


def refused(exchange: Exchange, refusals: Exceptions = ()) -> bool:
    """Whether the reply was a 4xx, or the function raised one of `refusals`."""
    if exchange.crash is not None or exchange.reply is None:
        return raised_one_of(exchange, refusals)
    return 400 <= (exchange.reply.status or 0) < 500


def forbidden(exchange: Exchange, refusals: Exceptions = ()) -> bool:
    """Whether the caller was turned away: 401 or 403, or the function raised one of `refusals`."""
    if exchange.crash is not None or exchange.reply is None:
        return raised_one_of(exchange, refusals)
    return exchange.reply.status in (401, 403)


def endless(exchange: Exchange) -> bool:
    """Whether the reply was longer than anyone reads: it was cut, and may never have ended."""
    reply = exchange.reply
    return reply is not None and reply.truncated and not _may_be_audio(reply)


def _may_be_audio(reply: Reply) -> bool:
    """Whether a reply is bytes that are played: eleven seconds of a voice can be a megabyte."""
    kind = (reply.header("content-type") or "").strip().lower()
    return type(reply.value) is bytes or kind.startswith(("audio/", "application/octet-stream"))


def hung_up(exchange: Exchange) -> bool:
    """Whether the connection was closed without a reply, on a request to which none is due."""
    framing = exchange.request.framing
    due = framing is None or framing.is_valid
    return not due and exchange.reply is None and exchange.crash is None and not exchange.timed_out


def raised_one_of(exchange: Exchange, refusals: Exceptions) -> bool:
    """Whether an exception ended the exchange that counts as a refusal."""
    raised = exchange.crash.exception_class if exchange.crash else None
    return raised is not None and issubclass(raised, refusals)


def told_outcome(exchange: Exchange) -> str:
    """What came back and how fast, in one line; the exception, if there is one, with its place."""
    took = duration(exchange.seconds)
    if exchange.timed_out:
        return f"no reply within {took}"
    if exchange.reply is None and exchange.crash is None:
        return f"no reply after {took}: {exchange.fault}"
    head = f"{answered(exchange.reply)} in {took}" if exchange.reply else f"an exception after {took}"
    head += f", cut after {exchange.reply.size:,} bytes" if exchange.reply and endless(exchange) else ""
    detail = str(exchange.crash) if exchange.crash else excerpt(exchange.reply, exchange.request.masks)
    told = f"{head}: {detail}" if detail else head
    return f"{told}; {_in_short(exchange.caught, detail)}" if exchange.caught else told


def _in_short(caught: Crash, told: str) -> str:
    """An exception that was answered with a reply, which is told before it: without what that says, too."""
    first = STATUS.sub("", caught.message.strip().partition("\n")[0])
    if first and first in told:
        return str(replace(caught, message=""))
    text = " ".join(caught.message.split())
    return str(replace(caught, message=text if len(text) <= BESIDE else f"{text[:BESIDE]}…"))


def outcome_in_words(exchange: Exchange) -> str:
    """The exception, or the status: "with KeyError", "with 422"; nothing where there is neither."""
    if exchange.crash is not None:
        return f"with {exchange.crash.type}"
    status = exchange.reply.status if exchange.reply is not None else None
    return "" if status is None else f"with {status}"


def answered(reply: Reply) -> str:
    """The status; for a function, that it returned."""
    return "a return" if reply.status is None else str(reply.status)


def excerpt(reply: Reply | None, masks: Masks = ()) -> str:
    """The beginning of a reply's body, on one line and without secrets."""
    if reply is None or reply.status is None:
        return ""
    said = hide(reply.body[: EXCERPT * 4].decode("utf-8", "replace"), masks)
    text = " ".join(said.split())
    text = "".join(char if char.isprintable() else UNPRINTABLE for char in text)
    if text.count(UNPRINTABLE) > max(len(text), EXCERPT) / 4:
        return "bytes that are not text"
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
