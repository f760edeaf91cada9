"""Threads take turns at every instruction of the user's code, for a short time."""

import sys
import threading
import time
from contextvars import copy_context
from copy import deepcopy

import pytest
from fastapi import FastAPI
from flask import Flask

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.observation import thread_switches
from pytest_vapi_contract.delivery.observation.monitoring import TOOLS
from pytest_vapi_contract.delivery.observation.thread_switches import restless

BODY = {"message": {"type": "hang"}}
THREADS, ROUNDS = 4, 10


class Counter:
    """Counts requests on one line, without a lock."""

    def __init__(self):
        self.count = 0

    def function(self, body=None):
        """Count one more."""
        self.count = len([None] * self.count) + 1

    def flask(self):
        """A Flask app that counts."""
        app = Flask("counter")
        app.post("/")(lambda: self.function() or {})
        return app

    def fastapi(self):
        """A FastAPI app that counts in a thread of its pool."""
        app = FastAPI()
        app.post("/")(lambda: self.function() or {})
        return app


def state():
    """What is the same for the whole interpreter."""
    tools = [sys.monitoring.get_tool(id) for id in TOOLS] if sys.version_info >= (3, 12) else []
    return sys.getswitchinterval(), sys.gettrace(), threading.gettrace(), tools


def sent_at_once(handler):
    """Send some requests at the same time."""
    ready = threading.Barrier(THREADS)

    def send():
        ready.wait()
        handler.send(BODY)

    threads = [threading.Thread(target=copy_context().run, args=(send,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("kind", ["function", "flask", "fastapi"])
def test_what_is_counted_without_a_lock_is_counted_wrong(kind):
    """In a function, a WSGI app and a thread of an ASGI app; nothing is left behind."""
    counter, before, counts = Counter(), state(), []
    app = counter.function if kind == "function" else getattr(counter, kind)()
    with as_handler(app) as handler:
        sent_at_once(handler)  # the threads are there already
        for _ in range(ROUNDS):
            counter.count = 0
            with restless():
                sent_at_once(handler)
            counts.append(counter.count)
        after = state()
        counter.count = 0
        handler.send(BODY)

    assert min(counts) < THREADS
    assert after == before
    assert counter.count == 1


def test_a_long_loop_pauses_for_a_short_time_only(monkeypatch):
    """A hundred thousand instructions would take seconds."""
    monkeypatch.setattr(thread_switches, "RESTLESS_TIME", 0.02)

    def busy(body):
        for _ in range(20_000):
            pass

    began = time.perf_counter()
    with as_handler(busy) as handler, restless():
        handler.send(BODY)

    assert time.perf_counter() - began < 0.7


@pytest.mark.parametrize(("function", "is_own"), [(lambda body: {}, True), (deepcopy, False)])
def test_only_the_code_of_the_user_pauses(monkeypatch, function, is_own):
    """What is installed, of the standard library, or ours, goes on."""
    pauses = []
    monkeypatch.setattr(thread_switches, "sleep", pauses.append)
    monkeypatch.setattr(thread_switches, "PAUSING", 1.0)
    with as_handler(function) as handler, restless():
        handler.send(BODY)

    assert bool(pauses) is is_own
