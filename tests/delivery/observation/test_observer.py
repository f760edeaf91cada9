"""What a handler has caught is seen when the request is sent once more."""

import sys
import threading
import time
from dataclasses import replace

import pytest

from pytest_vapi_contract.delivery import Reply, as_handler
from pytest_vapi_contract.delivery.observation.monitoring import TOOLS
from pytest_vapi_contract.delivery.observation.observer import Observer, observing
from tests.delivery.apps import catch_alls

LACKING = {"message": {"type": "hang"}}
#: Each kind, with the function that catches: none where the framework does.
KINDS = {
    "function": "function",
    "async_function": "function",
    "aws_lambda": "aws_lambda",
    "flask": "flask_view",
    "fastapi": "fastapi_view",
    "threaded": "threaded_view",
    "starlette": None,
    "aiohttp_app()": "aiohttp_view",
}


def tools():
    """The tools that watch this interpreter."""
    return [sys.monitoring.get_tool(id) for id in TOOLS] if sys.version_info >= (3, 12) else []


@pytest.mark.parametrize("name", KINDS)
def test_what_a_handler_catches_is_seen_in_every_kind(name):
    """The line that raised, not ordinary control flow around it, and the function that caught it."""
    before = sys.gettrace(), threading.gettrace(), tools()
    with as_handler(f"{catch_alls.__name__}:{name}", path="/webhook") as handler:
        handler.send(LACKING)  # the threads of the framework are there already

        exchange = handler.observe(handler.send(LACKING))

    crash = exchange.crash or exchange.caught
    assert crash is not None
    assert (crash.type, crash.function) == ("KeyError", "work")
    assert (crash.caught_at and crash.caught_at.function) == KINDS[name]
    assert (sys.gettrace(), threading.gettrace(), tools()) == before


def test_only_a_5xx_is_a_crash():
    """What was caught and answered with another status is told beside the reply."""
    with as_handler(catch_alls.function) as function, as_handler(catch_alls.flask, path="/webhook") as app:
        answered, broken = function.observe(function.send(LACKING)), app.observe(app.send(LACKING))

    assert (answered.crash, broken.caught) == (None, None)
    assert answered.caught is not None
    assert str(broken.crash).startswith("KeyError: 'call' (tests/delivery/apps/catch_alls.py:")
    assert ", caught at tests/delivery/apps/catch_alls.py:" in str(broken.crash)


def test_nothing_is_said_of_another_reply():
    """A handler that answers with another status the second time is not explained by it."""
    with as_handler(catch_alls.flask, path="/webhook") as handler:
        first = replace(handler.send(LACKING), reply=Reply(status=502))

        assert handler.observe(first) == first


def test_a_handler_that_catches_nothing_has_caught_nothing():
    """Control flow alone is nothing."""
    with as_handler(catch_alls.function) as handler:
        exchange = handler.send({"message": {"type": "hang", "call": {}}})

        assert handler.observe(exchange) == exchange


def test_secrets_in_an_exception_are_hidden():
    """As in one that leaves the handler."""
    secret = "hunter2-hunter2"

    def handle(body):
        try:
            return {}[secret]
        except Exception:
            return {"ok": False}

    with as_handler(handle, secret=secret) as handler:
        exchange = handler.observe(handler.send(LACKING))

    assert exchange.caught is not None
    assert secret not in exchange.caught.message + exchange.caught.traceback


def test_an_exception_that_cannot_be_looked_at_is_not_told():
    """Its class is the user's own, and may do anything."""

    class Odd(Exception):
        def __str__(self):
            threading.Event().wait()
            return ""

    def handle(body):
        try:
            raise Odd
        except Exception:
            return {"ok": False}

    with as_handler(handle, timeout=0.2) as handler:
        exchange = handler.send(LACKING)

        assert handler.observe(exchange) == exchange


def test_an_exception_is_looked_at_in_what_the_reply_has_left_of_the_time(monkeypatch):
    """Both together take no longer than one reply may."""
    asked = []
    monkeypatch.setattr(Observer, "crash", lambda self, masks, timeout: asked.append(timeout))

    def handle(body):
        time.sleep(0.1)
        return {"ok": False}

    with as_handler(handle, timeout=0.5) as handler:
        handler.observe(handler.send(LACKING))

    assert 0.0 <= asked[0] <= 0.4


@pytest.mark.skipif(sys.version_info < (3, 12), reason="there is no sys.monitoring")
def test_where_every_place_is_taken_nothing_is_seen():
    """Other tools stay as they are."""
    taken = [id for id in TOOLS if sys.monitoring.get_tool(id) is None]
    for id in taken:
        sys.monitoring.use_tool_id(id, "another")
    try:
        with observing() as observer:
            catch_alls.function(LACKING)

        assert observer.crash((), 1.0) is None
    finally:
        for id in taken:
            sys.monitoring.free_tool_id(id)
