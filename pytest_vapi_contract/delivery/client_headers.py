"""How text goes over the wire, and what a client adds to a request on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .exchange import Header, Request

#: Where in-process handlers seem to listen. Frameworks that look at the host trust the loopback.
AUTHORITY = ("127.0.0.1", 8000)


def wire_text(value: str | bytes) -> str:
    """
    Text with one character for each byte that goes over the wire.

    Characters beyond latin-1 become their UTF-8 bytes, as most clients send them.
    """
    if isinstance(value, bytes):
        return value.decode("latin-1")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass").decode("latin-1")
    return value


def complete_headers(request: Request) -> tuple[Header, ...]:
    """The headers with `Host` and `Content-Length`, where the request does not set its own."""
    names = {name.lower() for name, _ in request.headers}
    added: list[Header] = []
    if "host" not in names:
        added.append(("Host", "{}:{}".format(*AUTHORITY)))
    if "content-length" not in names and "transfer-encoding" not in names:
        added.append(("Content-Length", str(len(request.body))))
    return (*added, *request.headers)
