"""aiohttp applications, behind a socket of their own on the loopback: aiohttp has no other door."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from typing import Any

from aiohttp import web

from ...errors import HandlerNotStarted
from ..batch import Done
from ..exchange import Exchange, Request
from ..observation.crash import crash_of
from ..process_guard import GUARD
from ..threads import LoopThread
from ..time_limits import OPEN_CONNECTIONS
from .url import UrlAdapter

ONCE = "an aiohttp application can be started only once, and this one already was; pass a factory instead"

#: Exceptions that are kept for the exchange that asks for them.
KEPT = 256


class AiohttpAdapter:
    """Serves an aiohttp application, and sends to it."""

    in_process = True
    speaks_http = True

    def __init__(self, app: web.Application) -> None:
        self._app = app
        self._exception_hook = _ExceptionHook()
        self._served: _ServedAiohttp | None = None
        if not app.frozen:
            app.middlewares.insert(0, self._exception_hook.middleware())

    def open(self, timeout: float) -> None:
        """Start the application and its server."""
        if self._app.frozen:
            raise HandlerNotStarted(self._app, ONCE)
        served = _ServedAiohttp(self._app, self._exception_hook)
        try:
            served.start(timeout)
        except BaseException:
            served.thread.close()
            raise
        self._served = served

    def close(self) -> None:
        """Stop both."""
        served, self._served = self._served, None
        if served is not None:
            served.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Send the request."""
        if self._served is None or self._served.client is None:
            raise RuntimeError("the adapter is closed")
        self._served.thread.watch()
        return self._served.client.exchange(request, timeout)


class _ServedAiohttp:
    """A loop with the server on it, and a client for it."""

    def __init__(self, app: web.Application, exception_hook: _ExceptionHook) -> None:
        self.thread = LoopThread()
        self.client: UrlAdapter | None = None
        self._app = app
        self._exception_hook = exception_hook
        self._runner: web.AppRunner | None = None
        self._error = ""

    def start(self, timeout: float) -> None:
        if not self.thread.run(self._start, timeout):
            raise HandlerNotStarted(self._app, f"startup did not finish within {timeout:g} s")
        if self._error or self._runner is None:
            raise HandlerNotStarted(self._app, self._error or "no server")
        host, port = self._runner.addresses[0][:2]
        self.client = UrlAdapter(f"http://{host}:{port}", exception_hook=self._exception_hook.claim)
        self.client.open(timeout)

    async def _start(self, done: Done) -> None:
        try:
            self._runner = web.AppRunner(
                self._app, access_log=None, logger=_quiet(), shutdown_timeout=OPEN_CONNECTIONS
            )
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        except BaseException as error:  # noqa: BLE001 - whatever the start-up raises
            self._error = str(crash_of(error))
        finally:
            done()

    def close(self) -> None:
        if self.client is not None:
            self.client.close()
        self.thread.close(self._stop)

    async def _stop(self, done: Done) -> None:
        try:
            if self._runner is not None:
                await self._runner.cleanup()
        finally:
            done()


def _quiet() -> logging.Logger:
    logger = logging.Logger("vapi-contract.aiohttp")
    logger.addHandler(logging.NullHandler())  # what it would say is the crash, or the fault, of the exchange
    return logger


class _ExceptionHook:
    """Keeps what leaves the application, by the port of the client, until the exchange asks for it."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int | None, BaseException] = OrderedDict()
        self._lock = threading.Lock()

    def middleware(self) -> Any:
        """The middleware that sees what leaves the application."""

        @web.middleware
        async def watch(request: web.Request, handler: Any) -> web.StreamResponse:
            try:
                response: web.StreamResponse = await handler(request)
            except web.HTTPException:
                raise
            except BaseException as error:
                self._note(request, error)
                raise
            finally:
                GUARD.end_child()
            return response

        return watch

    def _note(self, request: web.Request, error: BaseException) -> None:
        peer = request.get_extra_info("peername")
        with self._lock:
            self._seen[peer[1] if peer else None] = error
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)

    def claim(self, port: int | None) -> BaseException | None:
        """
        What the request from a port raised.

        Without a port, as when the connection broke, it is the last unclaimed one.
        """
        with self._lock:
            if port is None:
                return self._seen.popitem()[1] if self._seen else None
            return self._seen.pop(port, None)
