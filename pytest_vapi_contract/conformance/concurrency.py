"""
Several messages at once, as Vapi sends them: one answer of an assistant can mean more than fifty deliveries.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from ..checks import Case
from ..checks.outcome import accepted
from ..delivery import Exchange
from .courier import Courier, Judge

Next = Callable[[str], Case]

#: How many messages come at once.
CROWD = 8
#: So many message types come on their own, all of one type at once.
TYPES = 4
#: How many times messages of several types come at once.
MIXED = 2
#: Seconds after which Python lets another thread run: short, so that what can go wrong does.
SWITCH = 1e-5


def at_once(courier: Courier, types: Sequence[str], fresh: Next, judge: Judge) -> None:
    """
    Deliver messages of these types at once, of each type that is accepted when it comes alone.
    """
    calm = [type for type in types if _accepts(courier, fresh(type))]
    for crowd in _crowds(calm):
        if courier.left <= 0 or courier.hangs:
            return
        _put(courier, [fresh(type) for type in crowd], judge)


def _crowds(types: Sequence[str]) -> Iterator[list[str]]:
    """
    The types of the messages in each crowd.
    """
    if not types:
        return
    yield from ([type] * CROWD for type in types[:TYPES])
    yield from [[types[at % len(types)] for at in range(CROWD)]] * MIXED


def _put(courier: Courier, cases: Sequence[Case], judge: Judge) -> None:
    courier.renew()
    with _restless():
        exchanges = courier.put_at_once([case.request_to(courier.handler) for case in cases])
    for case, exchange in zip(cases, exchanges, strict=False):
        if exchange is not None and not accepted(exchange) and _is_calm_alone(courier, case, exchange):
            judge(replace(case, category="concurrency", why="several messages come at once"), exchange, None)


def _is_calm_alone(courier: Courier, case: Case, exchange: Exchange) -> bool:
    """
    Whether a message that failed among others is accepted when it comes alone.

    One that hangs now may well hang because the others did: its type was accepted before they came.
    """
    return exchange.timed_out or _accepts(courier, case)


def _accepts(courier: Courier, case: Case) -> bool:
    exchange = courier.deliver(case.request_to(courier.handler), case.type)
    return exchange is not None and accepted(exchange)


@contextmanager
def _restless() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
