"""Messages that are sent one after the other, where only the last one is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from ..cases.fresh_ids import with_fresh_ids
from ..delivery import Exchange
from ..findings.outcome import accepted
from .sender import Sender


def played(sender: Sender, before: Sequence[Any], body: Any, type: str) -> Exchange | None:
    """What comes of a body after others, with the state brought back before all; None if not all are sent."""
    if sender.left <= 0:
        return None
    sender.renew()
    for each in before:
        if sender.put(sender.handler.request(each)) is None:
            return None
    return sender.put(sender.handler.request(body), type)


def explained(
    sender: Sender, before: Sequence[Any], body: Any, exchange: Exchange, seed: int = 0
) -> Exchange:
    """The exchange with the exception behind its reply, for which all is sent once more, with other ids."""
    if exchange.crash is not None or exchange.reply is None or accepted(exchange):
        return exchange
    *before, body = with_fresh_ids([*before, body], Random(seed))
    if before and played(sender, before[:-1], before[-1], "") is None:
        return exchange
    return sender.watched_again(replace(exchange, request=sender.handler.request(body)))
