import pytest

from pytest_vapi_contract.conformance.budget import (
    HANGING_AFTER,
    HOPELESS_HANGS,
    IMPATIENT_WAIT,
    KNOWN_HANGS,
    LEAST_WAIT,
)
from pytest_vapi_contract.conformance.sender import HANGING, Sender
from pytest_vapi_contract.delivery import Exchange, Reply, Request
from pytest_vapi_contract.errors import HandlerNotStarted


class Handler:
    """Answers as planned, and notes how long it was waited for."""

    def __init__(self, *planned, timeout=20.0):
        self.planned = list(planned)
        self.timeout = timeout
        self.waited = []

    def deliver(self, request, timeout):
        """The next of what is planned: seconds until the reply, `None` for a hang, or what is raised."""
        self.waited.append(timeout)
        plan = self.planned.pop(0)
        if isinstance(plan, Exception):
            raise plan
        if plan is None:
            return Exchange(request=request, seconds=timeout, timed_out=True)
        return Exchange(request=request, seconds=plan, reply=Reply(status=200))


def delivered(sender, times, type=""):
    """What comes of so many requests."""
    return [sender.deliver(Request(), type) for _ in range(times)]


def test_how_long_replies_take_among_others_says_nothing():
    """Threads are made to wait for each other then; the handler is not slow."""
    sender = Sender(handler=Handler(0.01, 9.0, 9.0))

    delivered(sender, 1)
    sender.put_at_once([Request(), Request()])

    assert (sender.exchanges, sender.mean, sender.slowest) == (3, 0.01, 0.01)


def test_a_reply_is_waited_for_as_long_as_vapi_waits():
    """The handler's own limit holds, and for an assistant-request Vapi's if that is less."""
    handler = Handler(1.0, 1.0, 1.0)
    sender = Sender(handler=handler)

    delivered(sender, 1)
    delivered(sender, 1, "assistant-request")
    handler.timeout = 2.0
    delivered(sender, 1, "assistant-request")

    assert handler.waited == [20.0, 7.5, 2.0]


def test_limits_can_be_others():
    """A run may be given its own limits."""
    handler = Handler(1.0)

    delivered(Sender(handler=handler, limits={"hang": 0.25}), 1, "hang")

    assert handler.waited == [0.25]


def test_a_handler_that_always_hangs_is_left():
    """After a few hangs and no reply at all nothing more is sent."""
    handler = Handler(*[None] * 9)
    sender = Sender(handler=handler)

    exchanges = delivered(sender, 9)

    assert [exchange is None for exchange in exchanges] == [False] * KNOWN_HANGS + [True] * (9 - KNOWN_HANGS)
    assert sender.stopped == HANGING
    assert sender.left == 0


def test_a_handler_that_hangs_at_times_is_not_waited_for_long():
    """It is given half a second, or many times as long as it has ever taken, and in the end nothing more."""
    handler = Handler(0.01, *[None] * HOPELESS_HANGS, 0.01)
    sender = Sender(handler=handler)

    exchanges = delivered(sender, HOPELESS_HANGS + 2)

    assert handler.waited == [20.0] * (1 + KNOWN_HANGS) + [IMPATIENT_WAIT] * (HOPELESS_HANGS - KNOWN_HANGS)
    assert exchanges[-1] is None
    assert sum(handler.waited[1:]) < 60


def test_a_slow_handler_is_given_its_time():
    """A handler that takes a second for a reply is given ten."""
    handler = Handler(1.0, None, None, None)

    delivered(Sender(handler=handler), 4)

    assert handler.waited[-1] == 10.0


@pytest.mark.parametrize(
    ("slowest", "left", "hangs"),
    [
        (0.01, HANGING_AFTER + 1, True),
        (0.01, HANGING_AFTER - 1, False),
        (3.0, HANGING_AFTER + 1, False),
        (3.0, 30.0, True),
    ],
)
def test_what_the_budget_cuts_short_is_no_hang(monkeypatch, slowest, left, hangs):
    """Unless Vapi's limit has passed, only a handler that was much quicker before is said to hang."""
    clock = [0.0]
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: clock[0])
    sender = Sender(handler=Handler(slowest, None), deadline=100.0)

    delivered(sender, 1)
    clock[0] = 100.0 - left

    assert (delivered(sender, 1) != [None]) is hangs


def test_a_handler_gets_a_moment_even_when_the_budget_ends(monkeypatch):
    """The last request is not given up before it could be answered."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: 99.999)
    handler = Handler(0.01)

    delivered(Sender(handler=handler, deadline=100.0), 1)

    assert handler.waited == [LEAST_WAIT]


def test_a_handler_that_does_not_start_again_ends_the_run():
    """What was found before is worth more than the error; at the beginning it is the error that counts."""
    broken = HandlerNotStarted(object(), "no lifespan twice")
    sender = Sender(handler=Handler(0.01, broken, 0.01))

    exchanges = delivered(sender, 3)

    assert [exchange is None for exchange in exchanges] == [False, True, True]
    assert "no lifespan twice" in sender.stopped
    with pytest.raises(HandlerNotStarted):
        delivered(Sender(handler=Handler(broken)), 1)
