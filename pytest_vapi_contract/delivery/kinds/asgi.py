"""
ASGI applications: FastAPI, Starlette, Litestar, Django, Quart.

The application is called directly, on one event loop for the life of the handler, within its lifespan.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from itertools import chain
from typing import Any
from urllib.parse import unquote

from ...errors import HandlerNotStarted
from ...masking.mask import said_line
from ..batch import Done, Jobs
from ..exchange import Exchange, Reply, Request
from ..observation.crash import crash_of
from ..observation.exception_hooks import ExceptionHook
from ..observation.thread_tracer import trace_worker_threads
from ..patches import PATCHES
from ..recorder import LIMIT, UNDER_WAY, Recorder, status_of
from ..threads import LoopThread
from ..time_limits import AFTER_REPLY
from .client_headers import AUTHORITY, complete_headers

Take = Callable[[Exchange], None]
Event = MutableMapping[str, Any]
App = Callable[[Event, Callable[[], Awaitable[Event]], Callable[[Event], Awaitable[None]]], Awaitable[None]]

_VERSIONS = {"version": "3.0", "spec_version": "2.3"}


class AsgiAdapter:
    """Calls an ASGI application."""

    in_process = True
    speaks_http = True

    def __init__(self, app: App) -> None:
        self._app = app
        self._exception_hook = ExceptionHook(app)
        self._lock = threading.Lock()
        self._served: _Served | None = None

    def open(self, timeout: float) -> None:
        """Start the lifespan of the application."""
        self._exception_hook.open()
        self._serving(timeout)

    def close(self) -> None:
        """Shut the lifespan down."""
        self._exception_hook.close()
        served, self._served = self._served, None
        if served is not None:
            served.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Call the application, on a fresh loop if it has blocked the last one."""
        exchanges: list[Exchange] = []
        self.exchange_each([(request, timeout)], exchanges.append)
        return exchanges[0]

    def exchange_each(self, requests: Iterable[tuple[Request, float]], take: Take) -> None:
        """Call the application for one request after the other, until one is late."""
        requests = iter(requests)
        first = next(requests, None)
        if first is not None:
            served = self._serving(first[1])
            served.thread.run_each(self._calls(chain([first], requests), take, served.state))

    def _calls(self, requests: Iterable[tuple[Request, float]], take: Take, state: Mapping[str, Any]) -> Jobs:
        with PATCHES:
            for request, timeout in requests:
                recorder = Recorder(request)
                PATCHES.give()
                in_time = yield _Call(self._app, recorder, dict(state)).run, timeout
                recorder.give_up()
                if recorder.raised is None:  # else that is done
                    PATCHES.put_back()
                take(recorder.exchange(timed_out=not in_time))
                if not in_time:
                    return

    def _serving(self, timeout: float) -> _Served:
        with self._lock:
            served = self._served
            if served is not None and served.thread.usable:
                return served
            if served is not None:
                served.thread.close()
            self._served = served = _Served(self._app)
        try:
            served.start(timeout)
        except BaseException:
            self._served = None
            served.thread.close()
            raise
        return served


class _Served:
    """A loop, and the lifespan of the application on it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.state: dict[str, Any] = {}
        self.thread = LoopThread()
        self._lifespan: _Lifespan | None = None

    def start(self, timeout: float) -> None:
        lifespan = _Lifespan(self._app, self.state)
        if not self.thread.run(lifespan.run, timeout):
            raise HandlerNotStarted(self._app, f"lifespan startup did not finish within {timeout:g} s")
        if lifespan.failure is not None:
            raise HandlerNotStarted(self._app, lifespan.failure)
        self._lifespan = lifespan

    def close(self) -> None:
        self.thread.close(None if self._lifespan is None else self._lifespan.stop)


class _Lifespan:
    """The lifespan protocol, as uvicorn's "auto" has it: an application that raises at once has none."""

    def __init__(self, app: App, state: dict[str, Any]) -> None:
        self._app = app
        self._state = state
        self._started: Done = lambda: None
        self._leave: asyncio.Event | None = None
        self._asked = False
        self._left: asyncio.Event | None = None
        self.failure: str | None = None

    async def run(self, started: Done) -> None:
        self._started = started
        self._leave, self._left = asyncio.Event(), asyncio.Event()
        scope: Event = {"type": "lifespan", "asgi": _VERSIONS, "state": self._state}
        try:
            await self._app(scope, self._receive, self._send)
        except BaseException as error:  # noqa: BLE001 - whatever the application raises
            if self.failure is not None or isinstance(error, SystemExit):
                self.failure = str(crash_of(error))
        finally:
            self._left.set()
            started()

    async def stop(self, done: Done) -> None:
        if self._leave is not None and self._left is not None:
            self._leave.set()
            await self._left.wait()
        done()

    async def _receive(self) -> Event:
        if not self._asked:
            self._asked = True
            return {"type": "lifespan.startup"}
        if self._leave is not None:
            await self._leave.wait()
        return {"type": "lifespan.shutdown"}

    async def _send(self, event: Event) -> None:
        kind = event["type"]
        if kind == "lifespan.startup.complete":
            self._started()
        elif kind == "lifespan.startup.failed":
            self.failure = said_line(str(event.get("message") or "its lifespan failed to start").strip())
        elif not kind.startswith("lifespan."):
            raise RuntimeError(f"{kind!r} is not an event of the lifespan protocol")


class _Call:
    """One HTTP request to the application."""

    def __init__(self, app: App, recorder: Recorder, state: dict[str, Any]) -> None:
        self._app = app
        self._recorder = recorder
        self._scope = scope_of(recorder.request, state)
        self._sent = False
        self._status: int | None = None
        self._headers: Any = ()
        self._body: list[bytes] = []
        self._size = 0
        self._ended: asyncio.Event | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._done: Done = lambda: None

    async def run(self, done: Done) -> None:
        UNDER_WAY.set(self._recorder)
        self._done = done
        try:
            await trace_worker_threads()
            await self._app(self._scope, self._receive, self._send)
        except BaseException as error:  # noqa: BLE001 - whatever the application raises is a crash
            if not self._gone:
                self._recorder.fail(error)
        finally:
            if self._timer is not None:
                self._timer.cancel()
            done()

    @property
    def _gone(self) -> bool:
        return self._size > LIMIT or self._recorder.given_up

    async def _receive(self) -> Event:
        if not self._sent:
            self._sent = True
            return {"type": "http.request", "body": self._recorder.request.body, "more_body": False}
        if self._recorder.reply is None:
            self._ended = self._ended or asyncio.Event()
            await self._ended.wait()
        return {"type": "http.disconnect"}

    async def _send(self, event: Event) -> None:
        if self._gone:
            raise OSError("the client has disconnected")
        if event["type"] == "http.response.start":
            if self._status is not None:
                raise RuntimeError("'http.response.start' was sent twice")
            self._status, self._headers = status_of(event["status"]), event.get("headers", ())
        elif event["type"] == "http.response.body":
            self._take(event)

    def _take(self, event: Event) -> None:
        if self._status is None or self._recorder.reply is not None:
            raise RuntimeError("'http.response.body' was sent out of turn")
        chunk = event.get("body", b"")
        piece = bytes(chunk[: LIMIT - self._size])
        if piece:  # empty ones may come without end
            self._body.append(piece)
        self._size += len(chunk)
        if self._size > LIMIT or not event.get("more_body", False):
            self._reply()

    def _reply(self) -> None:
        headers = tuple((_header_text(k), _header_text(v)) for k, v in self._headers)
        truncated = self._size > LIMIT
        self._recorder.answer(
            Reply(status=self._status, headers=headers, body=b"".join(self._body), truncated=truncated)
        )
        if self._ended is not None:
            self._ended.set()
        if truncated:
            self._done()
        else:
            self._timer = asyncio.get_running_loop().call_later(AFTER_REPLY, self._done)


def _header_text(value: Any) -> str:
    return bytes(memoryview(value)).decode("latin-1")  # `bytes` alone would take a number, too


def scope_of(request: Request, state: dict[str, Any]) -> Event:
    """The ASGI scope of a request. The scheme is https, as it is for whatever Vapi sends."""
    path, _, query = request.path.partition("?")
    host, port = AUTHORITY
    return {
        "type": "http",
        "asgi": _VERSIONS,
        "http_version": "1.1",
        "method": request.method,
        "scheme": "https",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in complete_headers(request)],
        "client": (host, 49152),
        "server": (host, port),
        "state": state,
    }
