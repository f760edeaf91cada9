"""A handler that runs elsewhere, by its URL: on this machine, unless more is allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import httpx2

from ...errors import BadTarget, RemoteHandlerRefused
from ..exchange import Exchange, Reply, Request
from ..recorder import LIMIT, Recorder
from ..threads import Workers
from ..time_limits import CONNECT
from .raw_socket import broken, send_raw

#: What the request from a port raised, where the server is our own.
ExceptionHook = Callable[[int | None], BaseException | None]

#: A server may hang up behind its reply: a connection used again can break for no fault of the handler.
ONE_EACH = httpx2.Limits(max_keepalive_connections=0)


def split_url(url: str, path: str, *, allow_remote: bool) -> tuple[str, str]:
    """The base of a URL, and the path below it. Raises `BadTarget` and `RemoteHandlerRefused`."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadTarget(url, f"It is not a URL: {error}.") from None
    if not host:
        raise BadTarget(url, "The URL has no host.")
    if parts.username is not None:
        raise BadTarget(
            url.replace(parts.netloc, host), "Pass the password as one of `headers`, not in the URL."
        )
    if not allow_remote and not is_loopback(host):
        raise RemoteHandlerRefused(host)
    query = f"?{parts.query}" if parts.query else ""
    below = parts.path or "/" if path == "/" else parts.path.rstrip("/") + path
    return f"{parts.scheme}://{parts.netloc}", below + query


def is_loopback(host: str) -> bool:
    """Whether a host is this machine. Only `localhost` is looked up: others would leave the machine."""
    if not _is_localhost(host):
        return _is_loopback_address(host)
    found = _addresses(host)
    return bool(found) and all(map(_is_loopback_address, found))


def _is_localhost(host: str) -> bool:
    return host.rstrip(".").lower() == "localhost"


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(address[0]) for *_, address in found]


def _is_loopback_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


class UrlAdapter:
    """Sends requests over the network. It follows no redirects, and uses no proxies of the environment."""

    in_process = False
    speaks_http = True

    def __init__(self, base_url: str, exception_hook: ExceptionHook | None = None) -> None:
        self._base_url = base_url
        self._exception_hook = exception_hook
        self._workers = Workers()
        self._address = base_url
        self._client: httpx2.Client | None = None

    def open(self, timeout: float) -> None:
        """Make the client, and look up `localhost`, once; it connects when it is needed."""
        self._address = with_address(self._base_url, min(timeout, CONNECT))
        self._client = httpx2.Client(trust_env=False, follow_redirects=False, limits=ONE_EACH)

    def close(self) -> None:
        """Close all connections."""
        self._workers.close()
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Send the request. A connection that fails is the exchange's `fault`."""
        if self._client is None:
            raise RuntimeError("the adapter is closed")
        recorder = Recorder(request)
        if request.framing is None:
            wired = _wired(request, self._address, self._base_url, timeout)
            send = partial(_send, self._client, wired, recorder, self._exception_hook)
        else:
            send = partial(send_raw, self._address, self._base_url, recorder, request.framing, timeout)
        in_time = self._workers.run(send, timeout)
        recorder.give_up()
        return recorder.exchange(timed_out=not in_time or recorder.late)


def _send(
    client: httpx2.Client,
    request: httpx2.Request,
    recorder: Recorder,
    exception_hook: ExceptionHook | None,
) -> None:
    port = None
    try:
        response = client.send(request, stream=True)
        try:
            port = _port(response)
            recorder.answer(_read(response, recorder))
        finally:
            response.close()
    except httpx2.ReadTimeout:
        recorder.late = True
    except httpx2.LocalProtocolError as error:
        recorder.unsent = True
        recorder.fault = f"it cannot be sent: {error}"
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        recorder.unreachable = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout)
        recorder.fault = _told(error)
    raised = exception_hook(port) if exception_hook is not None and not recorder.late else None
    if raised is not None:
        recorder.fail(raised)


def _port(response: httpx2.Response) -> int | None:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("client_addr") if stream is not None else None
    return address[1] if address else None


def _told(error: Exception) -> str:
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return f"no connection: {error}"
    if isinstance(error, httpx2.ReadError | httpx2.WriteError):
        return broken(error, closed=True)
    if isinstance(error, httpx2.RemoteProtocolError):
        return broken(error, closed=str(error).startswith("Server disconnected"))
    return f"{type(error).__name__}: {error}"


def with_address(base_url: str, timeout: float) -> str:
    """
    A URL with an address in the place of `localhost`: the first at which something listens, or the first.

    So what is sent to is on this machine, whatever the name means a moment later.
    """
    parts = urlsplit(base_url)
    if not _is_localhost(parts.hostname or ""):
        return base_url
    port = parts.port or (443 if parts.scheme == "https" else 80)
    hosts = list(filter(_is_loopback_address, dict.fromkeys(_addresses(parts.hostname or ""))))
    chosen = next((host for host in hosts if _listens(host, port, timeout)), [*hosts, "127.0.0.1"][0])
    return f"{parts.scheme}://{f'[{chosen}]' if ':' in chosen else chosen}:{port}"


def _listens(host: str, port: int, timeout: float) -> bool:
    try:
        socket.create_connection((host, port), timeout).close()
    except OSError:
        return False
    return True


def _wired(request: Request, address: str, base_url: str, timeout: float) -> httpx2.Request:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers]
    named = urlsplit(base_url)
    if address != base_url and request.header("host") is None:
        headers.insert(0, (b"host", named.netloc.encode("latin-1")))
    limits = httpx2.Timeout(timeout, connect=min(timeout, CONNECT)).as_dict()
    return httpx2.Request(
        request.method,
        address + request.path,
        headers=headers,
        content=request.body,
        extensions={"timeout": limits, **({"sni_hostname": named.hostname} if named.hostname else {})},
    )


def _read(response: httpx2.Response, recorder: Recorder) -> Reply:
    body, truncated = bytearray(), False
    for chunk in response.iter_raw():
        body += chunk
        truncated = len(body) > LIMIT
        if truncated or recorder.given_up:
            break
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
    return Reply(status=response.status_code, headers=headers, body=bytes(body[:LIMIT]), truncated=truncated)
