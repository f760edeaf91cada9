"""
WSGI applications: Flask, Django, Bottle, Falcon.

The application is called directly, as PEP 3333 says, on a thread that can be left to itself when it hangs.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

from ..exchange import Exchange, Header, Reply, Request
from ..observation.exception_hooks import ExceptionHook
from ..recorder import LIMIT, UNDER_WAY, Recorder, status_of
from ..threads import Workers
from .client_headers import AUTHORITY, complete_headers

Environ = dict[str, Any]
App = Callable[..., Iterable[bytes]]


class WsgiAdapter:
    """Calls a WSGI application."""

    in_process = True
    speaks_http = True

    def __init__(self, app: App) -> None:
        self._app = app
        self._workers = Workers()
        self._exception_hook = ExceptionHook(app)

    def open(self, timeout: float) -> None:  # noqa: ARG002 - nothing to wait for
        """Listen for exceptions that the framework swallows."""
        self._exception_hook.open()

    def close(self) -> None:
        """End the threads."""
        self._exception_hook.close()
        self._workers.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Call the application."""
        recorder = Recorder(request)
        in_time = self._workers.run(partial(_call, self._app, recorder), timeout)
        recorder.give_up()
        return recorder.exchange(timed_out=not in_time)


def _call(app: App, recorder: Recorder) -> None:
    UNDER_WAY.set(recorder)
    errors = _Errors()
    response = _Response()
    try:
        response.read(app(environ_of(recorder.request, errors), response.start), recorder)
    except BaseException as error:  # noqa: BLE001 - whatever the application raises is a crash
        recorder.fail(error)
    recorder.printed = errors.getvalue()
    reply = response.reply(broken=recorder.raised is not None)
    if reply is not None:
        recorder.answer(reply)


class _Response:
    """Collects what the application gives to `start_response`, to `write` and as its iterable."""

    def __init__(self) -> None:
        self._status: int | None = None
        self._headers: tuple[Header, ...] = ()
        self._body: list[bytes] = []
        self._size = 0

    def start(self, status: str, headers: list[Header], exc_info: Any = None) -> Callable[[bytes], None]:
        if self._status is not None and exc_info is None:
            raise AssertionError("start_response was called twice without exc_info")
        if exc_info is not None and self._size:
            raise exc_info[1].with_traceback(exc_info[2])
        self._status = status_of(int(status.split(" ", 1)[0]))
        self._headers = tuple(headers)
        return self._write

    def read(self, chunks: Iterable[bytes], recorder: Recorder) -> None:
        try:
            for chunk in chunks:
                self._write(chunk)
                if self._size > LIMIT or recorder.given_up:
                    break
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()

    def _write(self, chunk: bytes) -> None:
        if self._size > LIMIT:
            raise OSError("the client has disconnected")
        piece = bytes(chunk[: LIMIT - self._size])
        if piece:  # empty ones may come without end
            self._body.append(piece)
        self._size += len(chunk)

    def reply(self, *, broken: bool) -> Reply | None:
        # Nothing has gone over the wire before the first byte of the body: until then an exception undoes it.
        if self._status is None or (broken and not self._size):
            return None
        body = b"".join(self._body)
        return Reply(status=self._status, headers=self._headers, body=body, truncated=self._size > LIMIT)


class _Errors(io.StringIO):
    """What an application prints to `wsgi.errors`, as far as it is kept."""

    def write(self, text: str) -> int:
        """Take a text; once there is enough, drop it."""
        if self.tell() < LIMIT:
            super().write(text[:LIMIT])
        return len(text)


def environ_of(request: Request, errors: io.StringIO) -> Environ:
    """The WSGI environment of a request. The scheme is https, as it is for whatever Vapi sends."""
    path, _, query = request.path.partition("?")
    host, port = AUTHORITY
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": errors,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_header_variables(complete_headers(request)),
    }


def _header_variables(headers: Iterable[Header]) -> Environ:
    variables: Environ = {}
    for name, value in headers:
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        variables[key] = f"{variables[key]},{value}" if key in variables else value
    return variables
