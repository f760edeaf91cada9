"""Handlers that limit the rate of requests are sent fewer, and not blamed for it."""

import time

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import budget, rate_limit, sender
from pytest_vapi_contract.conformance.rate_limit import pause_before_another
from pytest_vapi_contract.delivery import Exchange, Reply, Request
from tests.exchanges import exchange

QUICK = {"types": ["hang"], "max_examples": 5}


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that are made, which take no time."""
    made = []
    monkeypatch.setattr(rate_limit, "sleep", made.append)
    return made


@pytest.fixture
def many_taken(monkeypatch):
    """As if the handler had taken as many messages as Vapi sends in a minute."""
    monkeypatch.setattr(rate_limit, "MESSAGES_OF_A_MINUTE", 0)


class Limited:
    """A webhook that takes so many requests, and then again so many after each pause."""

    def __init__(self, takes, again, pauses=()):
        self.takes, self.again, self.pauses = takes, again, pauses
        self.got = 0

    def status(self):
        """The status of one more request."""
        self.got += 1
        return 200 if self.got - len(self.pauses) * self.again <= self.takes else 429

    def wsgi(self, environ, start_response):
        """It as a WSGI app."""
        start_response(f"{self.status()} Status", [])
        return [b""]

    async def asgi(self, scope, receive, send):
        """It as an ASGI app."""
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": self.status(), "headers": []})
            await send({"type": "http.response.body"})


def sent_to(webhook, times):
    """What comes of so many requests."""
    sends = sender.Sender(handler=as_handler(webhook.wsgi, kind="wsgi"))
    return sends, [sends.put(Request()) for _ in range(times)]


def test_a_request_that_is_one_of_too_many_is_sent_again(pauses):
    """After a pause it is taken, and what counts is what comes then."""
    sends, came = sent_to(Limited(2, 3, pauses), 4)

    assert [each.reply.status for each in came] == [200] * 4
    assert (pauses, sends.rate_limit.limited, sends.stopped) == ([budget.PAUSES[0]], 1, "")
    assert sends.seconds >= sum(pauses)


def test_requests_that_are_put_one_after_the_other_are_sent_again(pauses):
    """Each that is one of too many, and in the order in which they were."""
    sends = sender.Sender(handler=as_handler(Limited(2, 5, pauses).asgi, kind="asgi"))
    requests = [(Request(body=str(at).encode()), "hang") for at in range(5)]
    exchanges = []

    sends.put_each(requests, exchanges)

    assert [each.reply.status for each in exchanges] == [200] * 5
    assert [each.request.body for each in exchanges] == [request.body for request, _ in requests]


@pytest.mark.usefixtures("many_taken")
def test_nothing_more_is_sent_to_a_handler_that_goes_on_refusing(pauses):
    """It would get every message wrong, and a title would blame the message."""
    sends, came = sent_to(Limited(1, 0, pauses), 3)

    assert [each is None for each in came] == [False, True, True]
    assert sends.stopped == rate_limit.LIMITED
    assert pauses == list(budget.PAUSES)


def test_a_pause_that_is_longer_than_the_rest_of_the_time_is_not_made(pauses):
    """The budget ends first."""
    sends = sender.Sender(handler=as_handler(Limited(0, 0).wsgi, kind="wsgi"), deadline=time.monotonic())

    assert sends.put(Request()) is None
    assert not pauses


@pytest.mark.parametrize(
    ("asked", "pause"),
    [
        (None, 0.3),
        ("2", 2.0),
        ("0", 0.3),
        ("86400", 10.0),
        ("Wed, 21 Oct 2026 07:28 GMT", 0.3),
        ("²", 0.3),
    ],
)
def test_a_handler_may_say_how_long_to_wait(asked, pause):
    """As a number of seconds, within reason; an HTTP date is left aside."""
    headers = () if asked is None else (("Retry-After", asked),)
    came = Exchange(request=Request(), seconds=0.0, reply=Reply(status=429, headers=headers))

    assert pause_before_another(came, 0.3) == pause


def test_only_a_429_is_one_of_too_many():
    """And a reply that did not come is not."""
    assert rate_limit.is_one_of_too_many(exchange(status=429))
    assert not rate_limit.is_one_of_too_many(exchange(status=503))
    assert not rate_limit.is_one_of_too_many(None)


def test_a_report_says_that_the_rate_was_not_checked(pauses):
    """It blames nothing, and it is complete."""
    report = check_handler(as_handler(Limited(20, 200, pauses).wsgi, kind="wsgi"), **QUICK)

    assert (report.findings, report.complete) == ((), True)
    [skip] = [skip for skip in report.skipped if skip.what == "the request-rate check"]
    assert "sent again after a pause; Vapi repeats" in skip.why


@pytest.mark.usefixtures("many_taken")
def test_a_report_says_why_it_is_incomplete(pauses):
    """No more requests were allowed."""
    report = check_handler(as_handler(Limited(20, 0, pauses).wsgi, kind="wsgi"), **QUICK)

    assert (report.findings, report.complete) == ((), False)
    assert rate_limit.LIMITED in str(report)


@pytest.mark.usefixtures("pauses")
def test_a_limit_below_what_vapi_sends_is_a_finding():
    """Messages are lost, and the run goes on without a pause before each of them."""
    report = check_handler(as_handler(Limited(5, 0).wsgi, kind="wsgi"), **QUICK)

    assert report.complete
    assert report.findings[0].title == "hang is rejected"


@pytest.mark.usefixtures("pauses", "many_taken")
def test_a_429_to_one_message_alone_is_a_finding():
    """The handler accepts others at the same time."""

    async def app(scope, receive, send):
        if scope["type"] == "http":
            status = 429 if b'"artifact"' in (await receive())["body"] else 200
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body"})

    report = check_handler(app, **QUICK)

    assert report.complete
    assert report.findings[0].title == "hang is rejected when `artifact` is present"
