"""ASGI: lifespan, background work, protocol faults."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI, Request
from starlette.responses import StreamingResponse

from pytest_vapi_contract.delivery import Framing, as_handler
from pytest_vapi_contract.delivery.recorder import LIMIT
from pytest_vapi_contract.errors import HandlerNotStarted


def app_with(steps: list[str], fail: str = "") -> FastAPI:
    """An application that notes when it starts and ends, and hands state to its endpoint."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        steps.append(f"start in {threading.current_thread().name}")
        if fail == "start":
            raise ConnectionError("no database")
        if fail == "hang":
            await asyncio.sleep(30)
        yield {"loop": asyncio.get_running_loop()}
        steps.append("end")

    app = FastAPI(lifespan=lifespan)

    @app.post("/")
    async def webhook(request: Request) -> dict[str, bool]:
        return {"same loop": request.state.loop is asyncio.get_running_loop()}

    return app


def test_the_lifespan_is_around_all_exchanges():
    """
    It starts once, hands its state on, runs on the loop of the exchanges, and ends when the handler is left.
    """
    steps: list[str] = []

    with as_handler(app_with(steps)) as handler:
        replies = [handler.send({}).reply for _ in range(3)]
        assert steps == ["start in vapi-contract loop"]

    assert [reply and reply.body for reply in replies] == [b'{"same loop":true}'] * 3
    assert steps == ["start in vapi-contract loop", "end"]


def test_a_handler_starts_by_itself():
    """Without `with`, the lifespan starts at the first request."""
    steps: list[str] = []
    handler = as_handler(app_with(steps))
    assert steps == []

    handler.send({})
    handler.close()

    assert steps == ["start in vapi-contract loop", "end"]


def test_a_handler_that_is_forgotten_ends_by_itself():
    """Nobody has to close a handler."""
    steps: list[str] = []
    handler = as_handler(app_with(steps))
    handler.send({})

    del handler

    assert steps == ["start in vapi-contract loop", "end"]


def test_a_lifespan_that_fails_is_an_error():
    """Nothing can be sent to an application that does not start."""
    with pytest.raises(HandlerNotStarted) as caught, as_handler(app_with([], fail="start")):
        pass

    assert "an object of type 'FastAPI' did not start: ConnectionError: no database (tests/delivery" in str(
        caught.value
    )


def test_a_lifespan_that_hangs_is_an_error():
    """The time limit holds for the start, too."""
    with (
        pytest.raises(HandlerNotStarted, match=r"lifespan startup did not finish within 0.2 s"),
        as_handler(app_with([], fail="hang"), timeout=0.2),
    ):
        pass


def test_a_background_task_is_awaited():
    """Work after the reply is done when the exchange is, but its time does not count."""
    app, done = FastAPI(), []

    async def work() -> None:
        await asyncio.sleep(0.1)
        done.append(True)

    @app.post("/")
    async def webhook(tasks: BackgroundTasks) -> None:
        tasks.add_task(work)

    with as_handler(app) as handler:
        began = time.perf_counter()
        exchange = handler.send({})
        took = time.perf_counter() - began

    assert done == [True]
    assert took - exchange.seconds >= 0.09


def test_a_background_task_that_fails_is_a_crash_behind_a_reply():
    """The event is lost, though the reply was fine."""
    app = FastAPI()

    def book(message: Any) -> None:
        message["call"]["id"]

    @app.post("/")
    async def webhook(tasks: BackgroundTasks) -> None:
        tasks.add_task(book, {})

    with as_handler(app) as handler:
        exchange = handler.send({})

    assert exchange.reply is not None
    assert exchange.reply.status == 200
    assert exchange.crash is not None
    assert exchange.crash.function == "book"


def test_a_long_background_task_is_left_running():
    """It is not waited for beyond the grace, and it is no time-out."""
    app = FastAPI()

    @app.post("/")
    async def webhook(tasks: BackgroundTasks) -> None:
        tasks.add_task(asyncio.sleep, 900)

    with as_handler(app, timeout=60) as handler:
        began = time.perf_counter()
        exchange = handler.send({})
        took = time.perf_counter() - began

    assert exchange.reply is not None
    assert not exchange.timed_out
    assert took < 30


def test_an_endless_reply_is_cut():
    """The application is told that the client has gone; that is no crash."""
    app = FastAPI()

    async def chunks() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    @app.post("/")
    async def webhook() -> StreamingResponse:
        return StreamingResponse(chunks())

    with as_handler(app) as handler:
        exchange = handler.send({})

    assert exchange.reply is not None
    assert exchange.reply.truncated
    assert len(exchange.reply.body) == LIMIT
    assert exchange.crash is None


async def silent(scope: Any, receive: Any, send: Any) -> None:
    """Says nothing."""


async def twice(scope: Any, receive: Any, send: Any) -> None:
    """Starts its reply twice."""
    if scope["type"] == "http":
        for _ in range(2):
            await send({"type": "http.response.start", "status": 200, "headers": []})


async def grouped(scope: Any, receive: Any, send: Any) -> None:
    """Fails in a task of a group."""

    async def inner() -> None:
        raise LookupError("deep down")

    if scope["type"] == "http":
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())


async def leaving(scope: Any, receive: Any, send: Any) -> None:
    """Ends the program from a task of its own."""

    async def inner() -> None:
        raise SystemExit(3)

    if scope["type"] == "http":
        await asyncio.create_task(inner())


def test_no_reply_is_a_fault():
    """An application that just ends has not answered."""
    with as_handler(silent) as handler:
        exchange = handler.send({})

    assert exchange.reply is None
    assert exchange.crash is None
    assert exchange.fault == "the handler ended without a reply"


def test_a_breach_of_the_protocol_is_a_crash():
    """As a server would say it."""
    with as_handler(twice) as handler:
        crash = handler.send({}).crash

    assert crash is not None
    assert crash.message == "'http.response.start' was sent twice"
    assert crash.function == "twice"


def test_an_exception_in_a_group_is_unwrapped():
    """What matters is the exception inside."""
    with as_handler(grouped) as handler:
        crash = handler.send({}).crash

    assert crash is not None
    assert (crash.type, crash.function) == ("LookupError", "inner")


def test_a_task_that_ends_the_program_does_not_end_the_loop():
    """SystemExit leaves a running loop; here it goes on."""
    with as_handler(leaving, timeout=2) as handler:
        exchanges = [handler.send({}) for _ in range(2)]

    assert [each.crash and each.crash.type for each in exchanges] == ["SystemExit", "SystemExit"]


def test_the_scope_is_what_a_server_gives():
    """Path decoded, query apart, header names in lower case, https."""
    seen = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            seen.update(scope)
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body"})

    with as_handler(app, path="/a b/ü?x=1&y", headers={"X-Raw": b"\xff"}) as handler:
        reply = handler.send(b"").reply

    assert reply is not None
    assert reply.status == 204
    assert (seen["path"], seen["raw_path"], seen["query_string"]) == ("/a b/ü", b"/a%20b/%C3%BC", b"x=1&y")
    assert (b"x-raw", b"\xff") in seen["headers"]
    assert (b"host", b"127.0.0.1:8000") in seen["headers"]
    assert (b"content-length", b"0") in seen["headers"]
    assert seen["scheme"] == "https"


def test_what_a_late_handler_does_is_not_its_answer():
    """Being cancelled, it may still reply or raise: the exchange has timed out, and nothing else."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                await send({"type": "http.response.start", "status": 500, "headers": []})
                await send({"type": "http.response.body"})
                raise LookupError from None

    with as_handler(app, timeout=0.1) as handler:
        exchanges = [handler.send({}) for _ in range(5)]

    assert {(each.timed_out, each.reply, each.crash) for each in exchanges} == {(True, None, None)}


def test_several_requests_take_one_change_of_thread():
    """Each exchange is as if it were alone: its reply, its crash, its time, and the first that is late."""
    app, seen = FastAPI(), []

    @app.post("/")
    async def webhook(request: Request) -> Any:
        body = await request.json()
        seen.append(body)
        if body == "crash":
            raise KeyError("call")
        await asyncio.sleep(60 if body == "hang" else 0.05)
        return body

    taken: list[Any] = []
    with as_handler(app) as handler:
        bodies = ["one", "crash", "two", "hang", "never"]
        handler.deliver_each([(handler.request(each), 0.5) for each in bodies], taken.append)

    assert seen == bodies[:4]
    assert [each.reply and each.reply.body for each in taken] == [
        b'"one"',
        b"Internal Server Error",
        b'"two"',
        None,
    ]
    assert [each.timed_out for each in taken] == [False, False, False, True]
    assert str(taken[1].crash).startswith("KeyError: 'call'")
    assert [0.05 <= each.seconds < 0.5 for each in taken] == [True, False, True, False]


def test_a_request_is_asked_for_when_it_is_its_turn():
    """So none is sent that is no longer wanted; and one that needs a socket is not sent."""
    app, steps = FastAPI(), []

    @app.post("/")
    async def webhook(request: Request) -> Any:
        steps.append("answered")

    def requests() -> Any:
        for _ in range(2):
            steps.append("asked")
            yield handler.request({}), 5.0
        yield replace(handler.request({}), framing=Framing(sent=0)), 5.0

    with as_handler(app) as handler:
        handler.deliver_each(requests(), lambda each: steps.append("unsent" if each.unsent else "taken"))

    assert steps == ["asked", "answered", "taken"] * 2 + ["unsent"]
