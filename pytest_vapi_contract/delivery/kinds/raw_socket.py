"""A request on a connection of its own, byte for byte: for what no client sends."""

from __future__ import annotations

import io
import select
import socket
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from ...cases.http_framing import Framing
from ...clock import now
from ..exchange import Reply, Request
from ..recorder import LIMIT, Recorder
from ..time_limits import CONNECT

PIECE = 65_536


def send_raw(address: str, base_url: str, recorder: Recorder, framing: Framing, timeout: float) -> None:
    """
    Send a request as its framing says, and note what comes back. Plain HTTP only.

    `address` is the URL with the address that `base_url` has been found to be.
    """
    deadline = now() + timeout
    try:
        connection = _connected(address, min(timeout, CONNECT))
    except OSError as error:
        recorder.unreachable = True
        recorder.fault = f"no connection: {error}"
        return
    with connection:
        try:
            _write(connection, recorder.request, framing, base_url, deadline)
            recorder.answer(_read(connection, recorder, deadline))
        except TimeoutError:
            recorder.late = True
        except (HTTPException, OSError, ValueError) as error:
            recorder.fault = broken(error, closed=isinstance(error, ConnectionError))


def broken(error: Exception, *, closed: bool) -> str:
    """How a connection broke. Whether one that was closed is found reset or at its end is mere chance."""
    why = "the server closed it" if closed else str(error)
    return f"the connection broke: {why}" if why else "the connection broke"


def _connected(address: str, timeout: float) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 80), timeout)


def _write(
    connection: socket.socket, request: Request, framing: Framing, base_url: str, deadline: float
) -> None:
    """Write the request. A server may answer and hang up before it has everything: that is not an error."""
    payload = framing.payload(request.body)
    pieces = [payload[at : at + 1] for at in range(len(payload))] if framing.pause else [payload]
    with suppress(ConnectionError):
        for piece in (_head(request, framing, base_url), *pieces):
            connection.settimeout(_left(deadline))
            connection.sendall(piece)
            if framing.pause and select.select([connection], [], [], framing.pause)[0]:
                return
        if framing.ends_early(request.body):
            connection.shutdown(socket.SHUT_WR)


def _head(request: Request, framing: Framing, base_url: str) -> bytes:
    headers = (("Host", urlsplit(base_url).netloc), *framing.headers(request.body), *request.headers)
    lines = [f"{request.method} {request.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _read(connection: socket.socket, recorder: Recorder, deadline: float) -> Reply:
    response = HTTPResponse(_Source(connection, deadline), method=recorder.request.method)  # type: ignore[arg-type]
    with response:
        response.begin()
        body = bytearray()
        while len(body) <= LIMIT and not recorder.given_up and (piece := response.read1(PIECE)):
            body += piece
        truncated = len(body) > LIMIT
        if response.length and not truncated and not recorder.given_up:
            raise HTTPException("the reply is shorter than its Content-Length")
        headers = tuple(response.getheaders())
        return Reply(status=response.status, headers=headers, body=bytes(body[:LIMIT]), truncated=truncated)


class _Source(io.RawIOBase):
    """What a connection receives, until the time is over: also where it comes byte by byte."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection, self._deadline = connection, deadline

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - what `HTTPResponse` calls
        """Itself, with a buffer."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Receive what there is."""
        self._connection.settimeout(_left(self._deadline))
        return self._connection.recv_into(buffer)


def _left(deadline: float) -> float:
    left = deadline - now()
    if left <= 0:
        raise TimeoutError
    return left
