import asyncio
import os
import re
import subprocess
import sys
import threading
import time

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.checks import concerns, selected
from pytest_vapi_contract.conformance.concurrency import at_once
from pytest_vapi_contract.conformance.sender import Sender
from tests.exchanges import SMALLEST, conforming

QUICK = {"types": ["model-output", "hang"], "checks": ["concurrency"]}


class Counter:
    """A webhook with one thing that only one message may have at a time."""

    def __init__(self):
        self.busy = False

    def take(self):
        """Take it, or break."""
        if self.busy:
            raise RuntimeError("dictionary changed size during iteration")
        self.busy = True

    def function(self, body):
        """A function that is interrupted by other threads."""
        self.take()
        time.sleep(0.002)
        self.busy = False

    async def coroutine(self, body):
        """A coroutine that is interrupted where it waits."""
        self.take()
        await asyncio.sleep(0.002)
        self.busy = False

    def wsgi(self, environ, start_response):
        """A WSGI app with the same fault."""
        self.function(None)
        start_response("200 OK", [])
        return [b""]

    async def asgi(self, scope, receive, send):
        """An ASGI app with the same fault."""
        if scope["type"] != "http":
            return
        await self.coroutine(None)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize("kind", ["function", "coroutine", "wsgi", "asgi"])
def test_what_breaks_only_in_company_is_found(kind):
    """Messages that are accepted alone and fail when several come at once are one finding."""
    report = check_handler(getattr(Counter(), kind), **QUICK)

    [finding] = report.findings
    assert finding.title.endswith(" is rejected when several messages are sent at once")
    assert "RuntimeError: dictionary changed size during iteration" in finding.got
    assert "in take" in finding.got


def test_who_locks_passes():
    """A handler that lets one message in at a time has no finding."""
    counter, lock = Counter(), threading.Lock()

    def locked(body):
        with lock:
            counter.function(body)

    report = check_handler(locked, **QUICK)

    assert report.ok
    assert report.exchanges > 30


def test_what_fails_alone_is_no_matter_of_company():
    """A type that is not accepted is left out, and so is a message that fails again on its own."""

    def picky(body):
        message = body["message"]
        if message["type"] == "hang" or "call" in message:
            raise RuntimeError("not that")

    report = check_handler(picky, **QUICK)

    assert report.ok


def test_a_handler_that_locks_itself_up_is_found():
    """A deadlock is a finding, although from then on the handler hangs with a message alone, too."""
    first, second = threading.Lock(), threading.Lock()
    turn = [0]

    def entangled(body):
        turn[0] += 1
        one, other = (first, second) if turn[0] % 2 else (second, first)
        with one:
            time.sleep(0.002)
            with other:
                pass

    with as_handler(entangled, timeout=1.0) as handler:
        report = check_handler(handler, **QUICK)

    assert [finding.verdict for finding in report.findings] == ["is not answered in time"]
    assert "several messages are sent at once" in report.findings[0].title


def test_who_refuses_what_came_before_passes():
    """No message is sent twice, so who answers 409 to a copy is not found fault with."""
    known, lock = set(), threading.Lock()

    def once(environ, start_response):
        with lock:
            body = environ["wsgi.input"].read()
            start_response("409 Conflict" if body in known else "200 OK", [])
            known.add(body)
        return [b""]

    report = check_handler(once, **QUICK)

    assert report.ok, report


def test_lambda_functions_are_given_one_event_at_a_time():
    """The check does not concern them."""

    def handle(event, context):
        return {"statusCode": 200}

    with as_handler(handle) as handler:
        assert "concurrency" not in {check.id for check in selected() if concerns(check, handler)}


@pytest.mark.parametrize(("hangs", "is_done"), [(0, True), (1, False)])
def test_who_hangs_is_not_said_to_pass(hangs, is_done):
    """What is not sent because of that is told."""
    with as_handler(lambda body: None) as handler:
        sender = Sender(handler=handler, hangs=hangs)

        done = at_once(
            sender, ["hang"], lambda name: conforming({"message": SMALLEST[name]}), lambda *_: None
        )

    assert done is is_done


REPLACES_LEN = """
import builtins
import time

from pytest_vapi_contract import check_handler

usual = builtins.len

def refuses(*values):
    raise RuntimeError("replaced")

def handle(body):
    builtins.len = refuses
    time.sleep(0.02)

report = check_handler(handle, types=["model-output", "hang"], checks=["concurrency"], timeout=2.0)
assert builtins.len is usual
print(report.exchanges, "exchanges")
"""


def test_what_threads_are_made_of_may_be_replaced_meanwhile():
    """A thread that starts while `len` is another one never says that it has started: none is waited for."""
    # In a process of its own: what goes on in the background of this one needs `len`.
    done = subprocess.run(
        [sys.executable, "-c", REPLACES_LEN],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d+ exchanges\n", done.stdout)
