"""`as_handler`: requests, functions, time limits, and what importing costs."""

import signal
import subprocess
import sys
import threading
import time
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from pytest_vapi_contract.delivery import Crash, Exchange, Reply, Request, as_handler
from pytest_vapi_contract.delivery.kinds.function import Headers
from pytest_vapi_contract.errors import UndeliverableRequest


@pytest.mark.parametrize(
    "value", [Request(), Reply(status=200), Crash(type="E", message=""), Exchange(request=Request())]
)
def test_values_are_frozen(value):
    """Nobody changes what was exchanged."""
    with pytest.raises((FrozenInstanceError, TypeError)):
        value.reply = None


def test_importing_delivery_imports_nothing_heavy():
    """No client, no loop, no framework before a handler is used."""
    code = "import sys, pytest_vapi_contract.delivery; print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = [
        "asyncio",
        "httpx2",
        "fastapi",
        "starlette",
        "flask",
        "django",
        "litestar",
        "aiohttp",
        "hypothesis",
    ]

    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_function_may_take_the_bare_message():
    """`envelope=False` takes the message out."""
    with as_handler(lambda payload: payload, envelope=False) as handler:
        exchange = handler.send({"message": {"type": "hang"}})

    assert exchange.reply is not None
    assert exchange.reply.value == {"type": "hang"}


def test_a_function_gets_its_own_copy():
    """What it does to the payload does not change what was sent."""
    body: dict[str, Any] = {"message": {"type": "hang"}}

    with as_handler(lambda payload: payload["message"].clear()) as handler:
        handler.send(body)

    assert body == {"message": {"type": "hang"}}


def test_a_function_is_not_sent_what_is_no_json():
    """There is no value to call it with."""
    with as_handler(print) as handler, pytest.raises(UndeliverableRequest) as caught:
        handler.send(b"{")

    assert str(caught.value) == (
        "The request cannot be delivered: a plain function takes a JSON value, and the body is not JSON."
    )


def test_a_function_may_return_an_awaitable():
    """A plain function around an async one."""

    async def inner(payload: Any) -> Any:
        return payload

    with as_handler(lambda payload: inner([payload])) as handler:
        exchange = handler.send({"message": 1})

    assert exchange.reply is not None
    assert exchange.reply.value == [{"message": 1}]


def test_headers_are_found_in_any_case():
    """As in every framework."""
    headers = Headers((("X-Vapi-Secret", "a"), ("x-vapi-secret", "b")))

    assert headers["x-VAPI-secret"] == "a, b"
    assert headers.get("X-VAPI-SECRET") == "a, b"
    assert "x-vapi-secret" in headers
    assert headers.get("absent") is None


def test_text_that_is_not_unicode_is_sent():
    """Lone surrogates go over the wire as they are."""
    assert as_handler(print).request({"message": "\ud800"}).body == b'{"message":"\xed\xa0\x80"}'


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_gets_through():
    """A real interrupt ends the wait, not only the exchange."""
    over, main = threading.Event(), threading.main_thread().ident

    def interrupted(payload: Any) -> None:
        time.sleep(0.2)  # a wait that has yet to begin would not be interrupted
        signal.pthread_kill(main, signal.SIGINT)  # `os.kill` is guarded, as long as any handler is open
        over.wait(60)

    with as_handler(interrupted) as handler:
        with pytest.raises(KeyboardInterrupt):
            handler.send({})
        over.set()


@pytest.mark.parametrize(
    "source",
    [
        "def app(payload): import time; time.sleep(900)",
        "async def app(payload): import time; time.sleep(900)",
        "async def app(payload): import asyncio, time; await asyncio.to_thread(time.sleep, 900)",
        (
            "from fastapi import FastAPI; import time; app = FastAPI()\n"
            "@app.post('/')\ndef webhook(): time.sleep(900)"
        ),
    ],
    ids=["function", "blocked-loop", "to-thread", "fastapi-thread"],
)
def test_a_hanging_handler_does_not_keep_the_process(source):
    """After a time-out the interpreter ends at once, whatever still sleeps."""
    code = (
        f"{source}\nfrom pytest_vapi_contract.delivery import as_handler\n"
        "with as_handler(app, timeout=0.2) as handler: print(handler.send({}).timed_out)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )

    assert (done.stdout.strip(), done.stderr, done.returncode) == ("True", "", 0)
