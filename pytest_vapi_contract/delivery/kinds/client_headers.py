"""What a client adds to a request on its way."""

from ..exchange import Header, Request

#: Where in-process handlers seem to listen. Frameworks that look at the host trust the loopback.
AUTHORITY = ("127.0.0.1", 8000)


def complete_headers(request: Request) -> tuple[Header, ...]:
    """The headers with `Host` and `Content-Length`, where the request does not set its own."""
    names = {name.lower() for name, _ in request.headers}
    added: list[Header] = []
    if "host" not in names:
        added.append(("Host", "{}:{}".format(*AUTHORITY)))
    if "content-length" not in names and "transfer-encoding" not in names:
        added.append(("Content-Length", str(len(request.body))))
    return (*added, *request.headers)
