"""Several messages at once, as Vapi sends them: one answer of an assistant can be fifty deliveries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..case_sources.requests import request_to
from ..cases.case import Case
from ..cases.family import Family
from ..delivery import Exchange
from ..delivery.observation.thread_switches import restless
from ..findings.outcome import accepted
from .budget import CROWD, CROWDED_TYPES, MIXED_CROWDS
from .sender import Judge, Sender

Next = Callable[[str], Case]


def at_once(sender: Sender, types: Sequence[str], fresh: Next, judge: Judge) -> bool:
    """
    Deliver messages of these types at once, of each type that is accepted when it comes alone.

    False if some were left out: the handler hangs, no time is left, or some have not come back.
    """
    calm = [type for type in types if _accepts(sender, fresh(type))]
    for crowd in _crowds(calm):
        if sender.left <= 0 or sender.hangs:
            return False
        if not _put(sender, [fresh(type) for type in crowd], judge):
            return False
    return True


def _crowds(types: Sequence[str]) -> Iterator[list[str]]:
    """The types of the messages in each crowd."""
    if not types:
        return
    yield from ([type] * CROWD for type in types[:CROWDED_TYPES])
    yield from [[types[at % len(types)] for at in range(CROWD)]] * MIXED_CROWDS


def _put(sender: Sender, cases: Sequence[Case], judge: Judge) -> bool:
    """Have what comes of some messages judged; False if some have not come back."""
    sender.renew()
    with restless():
        exchanges = sender.put_at_once([request_to(sender.handler, case) for case in cases])
    for case, exchange in zip(cases, exchanges, strict=False):
        if exchange is not None and not accepted(exchange) and _is_calm_alone(sender, case, exchange):
            judge(replace(case, category="concurrency", family=Family.CONCURRENCY), exchange, None)
    return bool(exchanges) and None not in exchanges


def _is_calm_alone(sender: Sender, case: Case, exchange: Exchange) -> bool:
    """
    Whether a message that failed among others is accepted when it comes alone.

    One that hangs now may well hang because the others did: its type was accepted before they came.
    """
    return exchange.timed_out or _accepts(sender, case)


def _accepts(sender: Sender, case: Case) -> bool:
    exchange = sender.deliver(request_to(sender.handler, case), case.type)
    return exchange is not None and accepted(exchange)
