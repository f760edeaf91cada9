"""A handler that does its worst is a finding, not a run that hangs or dies."""

import _thread
import asyncio
import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import check_handler

QUICK = {"types": ["hang"], "checks": ["accepts"], "max_examples": 3}
HANG = 120.0  # seconds: beyond each bound below, so that only a run that waits for it is above
LIMIT = 0.3
START = {"type": "http.response.start", "status": 200, "headers": []}


class Unheard(BaseException):
    """An exception that `except Exception` does not catch."""


def told(target, *, timeout=20.0, kind=None, **options):
    """The findings of a quick run, and how long it took."""
    began = time.monotonic()
    with as_handler(target, timeout=timeout, kind=kind) as handler:
        report = check_handler(handler, **QUICK | options)
    return [(finding.verdict, finding.got) for finding in report.findings], time.monotonic() - began


def raising(error):
    """A function, and a coroutine function, that raise."""

    def function(body):
        raise error

    async def coroutine(body):
        raise error

    return function, coroutine


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(
    "error",
    [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), Unheard("x"), asyncio.CancelledError()],
    ids=repr,
)
def test_whatever_is_raised_is_a_crash(error, asynchronous):
    """Also what ends a thread, a loop or a process."""
    findings, _ = told(raising(error)[asynchronous])

    [(verdict, got)] = findings
    assert verdict == "is rejected"
    assert type(error).__name__ in got


def ends_its_thread(body):
    """A function that ends the thread it runs on."""
    _thread.exit()


async def ends_a_task(body):
    """A coroutine that starts another, which ends the process."""

    async def task():
        raise SystemExit(3)

    await asyncio.create_task(task())


def test_threads_and_loops_survive():
    """What a handler ends is not what we run on."""
    ended, _ = told(ends_its_thread)
    exited, _ = told(ends_a_task)

    assert "SystemExit" in ended[0][1]
    assert "SystemExit" in exited[0][1]


async def stops_the_loop(scope, receive, send):
    """An ASGI app that stops the loop it runs on."""
    if scope["type"] == "http":
        asyncio.get_running_loop().stop()
        await send(START)
        await send({"type": "http.response.body", "body": b""})


def test_a_loop_that_was_stopped_goes_on():
    """The reply still comes."""
    findings, _ = told(stops_the_loop)

    assert findings == []


def sleeps(body):
    """A function that hangs."""
    time.sleep(HANG)


async def waits(body):
    """A coroutine that hangs."""
    await asyncio.sleep(HANG)


async def blocks(body):
    """A coroutine that hangs, and its loop with it."""
    time.sleep(HANG)


async def drips(scope, receive, send):
    """An ASGI app whose reply never ends, a byte now and then."""
    if scope["type"] == "http":
        await send(START)
        while True:
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("handler", [sleeps, waits, blocks, drips])
def test_a_handler_that_hangs_is_a_finding(handler):
    """It is told as what it is, and the run ends soon."""
    findings, took = told(handler, timeout=LIMIT, types=["hang", "model-output"])

    assert [verdict for verdict, _ in findings] == ["is not answered in time"]
    assert took < 60


@pytest.mark.parametrize("handler", [sleeps, waits, blocks, drips])
def test_no_run_outlives_its_budget(handler):
    """However long the handler may take by its own limit."""
    _, took = told(handler, timeout=HANG, time_budget=0.5)

    assert took < 60


async def floods(scope, receive, send):
    """An ASGI app whose reply never ends, as fast as it can."""
    if scope["type"] == "http":
        await send(START)
        while True:
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})


async def answers_at_length(scope, receive, send):
    """An ASGI app that answers 10 MB."""
    if scope["type"] == "http":
        await send(START)
        await send({"type": "http.response.body", "body": b"x" * 10_000_000})


def yields_without_end(environ, start_response):
    """A WSGI app whose reply never ends."""
    start_response("200 OK", [])
    while True:
        yield b"x" * 65536


@pytest.mark.parametrize("handler", [floods, answers_at_length, yields_without_end])
def test_a_reply_without_end_is_a_finding(handler):
    """A megabyte is read, and no more."""
    findings, _ = told(handler)

    [(verdict, got)] = findings
    assert verdict == "gets a reply of more than a megabyte"
    assert "cut after 1,048,576 bytes" in got


@contextmanager
def server(answer):
    """A server on the loopback interface that does with each connection what `answer` does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def closes(connection):
    """Read the request, and say nothing."""
    connection.recv(1 << 20)
    connection.close()


def talks_nonsense(connection):
    """Answer what is no HTTP."""
    connection.recv(1 << 20)
    connection.sendall(b"hello\r\n\r\n")
    connection.close()


def keeps_silent(connection):
    """Take the request, and never answer."""
    with connection, suppress(OSError):
        while connection.recv(1 << 20):  # until the client has gone
            pass


def trickles(connection):
    """Answer a byte now and then."""
    connection.recv(1 << 20)
    try:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)
    except OSError:
        connection.close()


@pytest.mark.parametrize(
    ("answer", "verdict", "got"),
    [
        (closes, "is rejected", "the connection broke"),
        (talks_nonsense, "is rejected", "the connection broke"),
        (keeps_silent, "is not answered in time", "no reply within"),
        (trickles, "is not answered in time", "no reply within"),
    ],
)
def test_a_server_that_misbehaves_is_a_finding(answer, verdict, got):
    """So is one that closes the connection without a reply."""
    with server(answer) as url:
        findings, took = told(url, timeout=1.0)

    assert {each for each, _ in findings} == {verdict}
    assert all(got in text for _, text in findings)
    assert took < 60


def test_what_cannot_be_sent_says_nothing_of_the_handler():
    """A request that our own client refuses is no finding."""
    with server(closes) as url, as_handler(url) as handler:
        exchange = handler.deliver(handler.request({}).with_headers(("X-Odd", "a\r\nb")))

    assert exchange.unsent
    assert "cannot be sent" in exchange.fault
