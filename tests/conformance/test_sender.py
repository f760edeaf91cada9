import gc
from contextlib import nullcontext
from weakref import WeakSet

import pytest

from pytest_vapi_contract.conformance import processor_waits
from pytest_vapi_contract.conformance.budget import (
    CLEARLY_QUICK,
    EXCEPTIONS_HELD,
    HANGING_AFTER,
    HOPELESS_HANGS,
    IMPATIENT_WAIT,
    KNOWN_HANGS,
    LEAST_WAIT,
    LOCATING,
    SLOW,
)
from pytest_vapi_contract.conformance.processor_waits import ProcessorWaits
from pytest_vapi_contract.conformance.sender import HANGING, NoTimeLeft, Sender
from pytest_vapi_contract.delivery import Exchange, Reply, Request, as_handler
from pytest_vapi_contract.errors import HandlerNotStarted


class Handler:
    """Answers as planned, and notes how long it was waited for."""

    in_process = True

    def __init__(self, *planned, timeout=20.0):
        self.planned = list(planned)
        self.timeout = timeout
        self.waited = []
        self.observed = 0
        self.look = lambda timeout: None

    def deliver(self, request, timeout):
        """The next of what is planned: seconds until the reply, `None` for a hang, or what is raised."""
        self.waited.append(timeout)
        plan = self.planned.pop(0)
        if isinstance(plan, BaseException):
            raise plan
        if plan is None:
            return Exchange(request=request, seconds=timeout, timed_out=True)
        return Exchange(request=request, seconds=plan, reply=Reply(status=200))

    def observe(self, exchange, timeout):
        """The same exchange, after a look at it."""
        self.observed += 1
        self.look(timeout)
        return exchange


def delivered(sender, times, type=""):
    """What comes of so many requests."""
    return [sender.deliver(Request(), type) for _ in range(times)]


@pytest.fixture
def busy(monkeypatch):
    """
    A function that makes the sender of a handler on a machine that is busy.

    It waits for a processor `within` each reply, and `between` replies, for so many seconds.
    """

    def made(handler, within=0.0, between=0.0):
        waited = [0.0]

        def deliver(request, timeout):
            waited[0] += within
            return usual(request, timeout)

        def request_to(waits):
            waited[0] += between
            return look(waits)

        usual, look = handler.deliver, ProcessorWaits.look
        handler.deliver = deliver
        monkeypatch.setattr(ProcessorWaits, "look", request_to)
        monkeypatch.setattr(processor_waits, "waited_for_processor", lambda: waited[0])
        return Sender(handler=handler)

    return made


def test_how_long_replies_take_among_others_says_nothing():
    """Threads are made to wait for each other then; the handler is not slow."""
    sender = Sender(handler=Handler(0.01, 9.0, 9.0))

    delivered(sender, 1)
    sender.put_at_once([Request(), Request()])

    assert (sender.exchanges, sender.mean, sender.slowest) == (3, 0.01, 0.01)


@pytest.mark.parametrize(
    ("took", "waits", "slow"),
    [(SLOW, 0.0, True), (SLOW, 0.001, False), (SLOW * 3, SLOW, True), (SLOW / 2, 0.0, False)],
)
def test_a_handler_is_not_slow_because_the_machine_is_busy(busy, took, waits, slow):
    """The time in which other processes had the processors is not the handler's, sent alone or in a batch."""
    sender = busy(Batches(*[took] * 4), within=waits)

    delivered(sender, 2)
    put_each(sender, 2)

    assert sender.slow == slow
    assert sender.mean == pytest.approx(took)


def test_a_handler_is_slow_whatever_is_waited_for_between_replies(busy):
    """Only what was waited for within a reply was not the handler's."""
    sender = busy(Batches(*[SLOW * 1.5] * 9), between=SLOW)

    delivered(sender, 5)
    put_each(sender, 2)
    put_each(sender, 2)

    assert sender.waits.seconds == 0.0
    assert sender.slow


def test_the_machine_is_not_asked_about_quick_replies(monkeypatch):
    """It would take as long as some of them."""
    sender = Sender(handler=Handler(*[CLEARLY_QUICK * 0.9] * 3))
    delivered(sender, 1)
    monkeypatch.delattr(processor_waits, "waited_for_processor")

    delivered(sender, 2)

    assert not sender.slow


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


def test_only_all_of_its_time_shows_that_a_reply_is_late():
    """A type that a handler which hangs was given less time for may well be answered."""
    sender = Sender(handler=Handler(0.01, *[None] * KNOWN_HANGS, None))

    delivered(sender, 1 + KNOWN_HANGS, "hang")
    [late] = delivered(sender, 1, "model-output")

    assert late.timed_out
    assert sender.is_late(late, "hang")
    assert not sender.is_late(late, "model-output")


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


@pytest.mark.parametrize(("beyond", "looks"), [(0.0, 1), (LOCATING / 2, 1), (LOCATING, 0)])
def test_where_a_handler_broke_is_looked_up_a_moment_longer(monkeypatch, beyond, looks):
    """Of many findings each may take its moment: they end with the run all the same."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: 100.0 + beyond)
    handler = Handler()

    Sender(handler=handler, deadline=100.0).explained(Exchange(request=Request(), reply=Reply(status=500)))

    assert handler.observed == looks


def test_what_took_as_long_as_a_reply_may_to_look_at_is_not_looked_at_again(monkeypatch):
    """The text of an exception hangs: it would do so each time."""
    clock = [0.0]
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: clock[0])
    handler = Handler()
    handler.look = lambda timeout: clock.append(clock.pop() + timeout)
    sender = Sender(handler=handler)

    for _ in range(3):
        sender.explained(Exchange(request=Request(), reply=Reply(status=500)))

    assert handler.observed == 1


@pytest.mark.parametrize(("seconds", "waits"), [(0.0, True), (1.0, True), (1.1, False)])
def test_no_pause_is_longer_than_the_time_that_is_left(monkeypatch, seconds, waits):
    """What would be seen after it is not known, then."""
    slept = []
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: 99.0)
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.sleep", slept.append)
    sender = Sender(handler=Handler(), deadline=100.0)

    with nullcontext() if waits else pytest.raises(NoTimeLeft):
        sender.pause(seconds)

    assert slept == [seconds] * waits


def test_what_exceptions_hold_is_freed():
    """Each may hold megabytes, in a cycle, which the collector would not look at for long."""
    held = WeakSet()

    class Holding(Exception):
        def __init__(self):
            super().__init__()
            self.itself = self
            held.add(self)

    def handle(body):
        raise Holding

    gc.disable()
    try:
        with as_handler(handle) as handler:
            sender = Sender(handler=handler)
            for _ in range(3 * EXCEPTIONS_HELD):
                sender.deliver(handler.request({}))
    finally:
        gc.enable()

    assert len(held) <= EXCEPTIONS_HELD


def test_a_handler_that_does_not_start_again_ends_the_run():
    """What was found before is worth more than the error; at the beginning it is the error that counts."""
    broken = HandlerNotStarted(object(), "no lifespan twice")
    sender = Sender(handler=Handler(0.01, broken, 0.01))

    exchanges = delivered(sender, 3)

    assert [exchange is None for exchange in exchanges] == [False, True, True]
    assert "no lifespan twice" in sender.stopped
    with pytest.raises(HandlerNotStarted):
        delivered(Sender(handler=Handler(broken)), 1)


class Batches(Handler):
    """The same, for several requests at a time."""

    takes_batches = True

    def deliver_each(self, requests, take):
        """Take what is planned for each until one hangs."""
        for request, timeout in requests:
            exchange = self.deliver(request, timeout)
            take(exchange)
            if exchange.timed_out:
                return


def put_each(sender, times, type=""):
    """What comes of so many requests that are put one after the other."""
    exchanges = []
    sender.put_each([(Request(), type)] * times, exchanges)
    return exchanges


def test_several_requests_are_counted_as_each_alone():
    """Replies, their times and hangs; nothing is sent after one that hangs."""
    sender = Sender(handler=Batches(0.5, 1.5, None, 1.0))

    exchanges = put_each(sender, 4)

    assert [each.timed_out for each in exchanges] == [False, False, True]
    assert (sender.exchanges, sender.replies, sender.hangs, sender.mean) == (3, 2, 1, 1.0)
    assert not sender.can_put_each


def test_nothing_is_sent_after_the_deadline(monkeypatch):
    """Though several are sent at a time; and each is waited for only as long as there is time."""
    clock = iter([98.0, 99.0, 100.0, 101.0])
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.now", lambda: next(clock))
    handler = Batches(0.1, 0.1, 0.1)

    exchanges = put_each(Sender(handler=handler, deadline=100.0), 3)

    assert (len(exchanges), handler.waited) == (2, [2.0, 1.0])


@pytest.mark.parametrize("probe", ["state", "reset"])
def test_what_is_done_between_requests_is_done_for_each(probe):
    """The user's state is read, and brought back, for each by itself."""
    assert Sender(handler=Batches()).can_put_each
    assert not Sender(handler=Batches(), **{probe: lambda: None}).can_put_each


def test_an_interruption_costs_nothing_that_came_back():
    """What came before Ctrl-C is in the list."""
    exchanges, sender = [], Sender(handler=Batches(0.1, KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        sender.put_each([(Request(), "")] * 2, exchanges)

    assert (len(exchanges), sender.exchanges) == (1, 1)


def test_several_requests_to_what_does_not_start_again_end_the_run():
    """As one does."""
    broken = HandlerNotStarted(object(), "no lifespan twice")
    sender = Sender(handler=Batches(0.01, broken))

    assert [len(put_each(sender, 1)), len(put_each(sender, 2))] == [1, 0]
    assert "no lifespan twice" in sender.stopped
    with pytest.raises(HandlerNotStarted):
        put_each(Sender(handler=Batches(broken)), 1)
