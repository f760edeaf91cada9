"""URLs: this machine only, no redirects, no proxies, and every way in which a server can fail."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.delivery.kinds.url import is_loopback, split_url, with_address
from pytest_vapi_contract.errors import BadTarget, RemoteHandlerRefused
from tests.delivery.apps.server import serving


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that reads a request and then does what it is told."""

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST", "::ffff:127.0.0.1"]
)
def test_this_machine_is_known(host):
    """Loopback addresses, and what `localhost` stands for."""
    assert is_loopback(host)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/webhook",
        "https://api.vapi.ai",
        "http://10.0.0.1",
        "http://0.0.0.0:8000",
        "http://[fe80::1]",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://2130706433",
        "http://127.1",
        "http://127.0.0.1@example.com".replace("127.0.0.1@", ""),
    ],
)
def test_another_machine_is_refused(url, monkeypatch):
    """Without a look-up, which would leave this machine itself."""

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a look-up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    with pytest.raises(
        RemoteHandlerRefused,
        match=r"is not this machine\. By default, messages are sent only to 127\.0\.0\.1",
    ):
        as_handler(url)


def test_localhost_must_be_this_machine(monkeypatch):
    """A name can be made to lead anywhere."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.0.0.1", 0))])

    assert not is_loopback("localhost")


def test_another_machine_can_be_allowed():
    """In so many words."""
    handler = as_handler("https://example.com/webhook", allow_remote=True)

    assert (handler.base_url, handler.path) == ("https://example.com", "/webhook")


@pytest.mark.parametrize(
    ("url", "path", "expected"),
    [
        ("http://localhost:8000", "/", "/"),
        ("http://localhost:8000/webhook", "/", "/webhook"),
        ("http://localhost:8000/api/", "/webhook", "/api/webhook"),
        ("http://localhost:8000/webhook?x=1", "/", "/webhook?x=1"),
    ],
)
def test_the_path_is_that_of_the_url_and_what_follows(url, path, expected):
    """`path` goes below the URL."""
    assert split_url(url, path, allow_remote=False) == ("http://localhost:8000", expected)


@pytest.mark.parametrize(
    "url", ["http://", "http://localhost:port", "http://[::1", "http://me:hush@localhost"]
)
def test_what_is_no_url_is_an_error(url):
    """And a password in it is not repeated."""
    with pytest.raises(BadTarget) as caught:
        as_handler(url)

    assert "hush" not in str(caught.value)


def test_a_server_that_is_not_there_is_a_fault():
    """The exchange says so."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with as_handler(f"http://127.0.0.1:{port}") as handler:
        exchange = handler.send({})

    assert exchange.reply is None
    assert exchange.fault is not None
    assert exchange.fault.startswith("no connection: ")


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", b"nonsense\r\n\r\n"],
    ids=["closed", "cut", "nonsense"],
)
def test_a_broken_connection_is_a_fault(answer):
    """A server that hangs up, in the middle too, or that speaks no HTTP."""
    with raw(lambda connection: connection.sendall(answer)) as url, as_handler(url) as handler:
        exchange = handler.send({})

    assert exchange.reply is None
    assert not exchange.timed_out
    assert exchange.fault is not None
    assert exchange.fault.startswith("the connection broke")


def test_a_connection_that_is_closed_is_told_in_one_way():
    """Whether it is reset or ends is a matter of who was quicker, and not two faults."""

    def reset(connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    faults = []
    for close in (reset, lambda _connection: None):
        with raw(close) as url, as_handler(url) as handler:
            faults.append(handler.send({}).fault)

    assert faults == ["the connection broke: the server closed it"] * 2


def test_each_exchange_has_a_connection_of_its_own():
    """
    Whatever a server does to a connection behind its reply is not taken for a fault of the next exchange.
    """

    def once(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")
        connection.recv(65_536)

    with raw(once) as url, as_handler(url) as handler:
        exchanges = [handler.send({}) for _ in range(3)]

    assert [exchange.fault for exchange in exchanges] == [None] * 3


def test_a_dripping_reply_is_too_late():
    """The limit is for the whole reply, not for each of its bytes."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        try:
            for _ in range(100):
                connection.sendall(b".")
                time.sleep(0.1)
        except OSError:
            return

    with raw(drip) as url, as_handler(url, timeout=0.3) as handler:
        exchange = handler.send({})

    assert exchange.timed_out


def test_a_redirect_is_a_reply():
    """It is not followed, wherever it leads."""
    redirect = b"HTTP/1.1 307 Away\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n"

    with raw(lambda connection: connection.sendall(redirect)) as url, as_handler(url) as handler:
        reply = handler.send({}).reply

    assert reply is not None
    assert (reply.status, reply.header("location")) == (307, "http://example.com/")


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    """Nothing leaves this machine by a detour."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://10.255.255.1:9")
    monkeypatch.delenv("no_proxy", raising=False)

    with serving() as url, as_handler(url, path="/webhook") as handler:
        exchange = handler.send({"message": {"do": "reflect"}})

    assert exchange.reply is not None
    assert exchange.reply.status == 200


def test_only_our_headers_are_sent():
    """No client names itself, and no compression is offered."""
    import json

    with serving() as url, as_handler(url, headers={"X-Raw": b"\xff"}) as handler:
        reply = handler.send({"message": {"do": "reflect"}}).reply

    assert reply is not None
    seen = json.loads(reply.body)["headers"]
    assert set(seen) == {"host", "content-length", "content-type", "x-raw"}
    assert seen["x-raw"] == "\xff"


def test_localhost_is_looked_up_once(monkeypatch):
    """What the name means a moment later, or for the next connection, does not matter."""
    look_up, asked = socket.getaddrinfo, []

    def noting(host, *args, **options):
        asked.append(host)
        return look_up(host, *args, **options)

    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    with raw(lambda connection: connection.sendall(answer)) as url:
        named = url.replace("127.0.0.1", "localhost")
        with as_handler(named) as handler:
            monkeypatch.setattr(socket, "getaddrinfo", noting)
            replies = [handler.send({}) for _ in range(3)]

    assert all(exchange.reply is not None for exchange in replies)
    assert "localhost" not in asked


def test_only_an_address_of_this_machine_is_taken(monkeypatch):
    """Also if the name leads elsewhere by then."""
    found = [(0, 0, 0, "", (host, 0)) for host in ("10.0.0.1", "127.0.0.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    assert with_address("http://localhost:9/x", 0.1) == "http://127.0.0.9:9"


@pytest.mark.parametrize("host", ["127.0.0.1%25eth0", "127.0.0.1%eth0", "::1%", "10.0.0.1%127.0.0.1"])
def test_a_zone_is_part_of_addresses_of_version_6_only(host):
    """What follows a percent sign elsewhere makes it a name."""
    assert not is_loopback(host)
