"""What is said of a body's length, and what is sent of it."""

import socket
from dataclasses import replace

import pytest

from pytest_vapi_contract.delivery import Framing, Handler, Request, as_handler
from tests.delivery.apps.listening import listening

BODY = b'{"message":1}'


def framed(handler: Handler, framing: Framing) -> Request:
    """A request with its own framing."""
    return replace(handler.request(BODY), framing=framing)


@pytest.mark.parametrize(
    ("framing", "length", "payload"),
    [
        (Framing(content_length="5"), b"content-length: 5\r\n", BODY),
        (Framing(content_length="-1"), b"content-length: -1\r\n", BODY),
        (Framing(content_length=""), b"", BODY),
        (Framing(sent=4), b"content-length: 13\r\n", BODY[:4]),
        (Framing(sent=0), b"content-length: 13\r\n", b""),
        (Framing(pause=0.001), b"content-length: 13\r\n", BODY),
        (
            Framing(chunked=True),
            b"transfer-encoding: chunked\r\n",
            b'6\r\n{"mess\r\n7\r\nage":1}\r\n0\r\n\r\n',
        ),
    ],
    ids=["short", "negative", "missing", "half", "none", "slow", "chunked"],
)
def test_what_is_framed_goes_over_the_wire_as_it_is(framing, length, payload):
    """Length and body are those of the framing, and everything else is as usual."""
    with listening() as (url, heard), as_handler(url, path="/webhook") as handler:
        exchange = handler.deliver(framed(handler, framing))
        head, _, sent = heard.get(timeout=60).partition(b"\r\n\r\n")

    start, *headers = head.split(b"\r\n")
    assert start == b"POST /webhook HTTP/1.1"
    said = [
        b"%s\r\n" % line.lower() for line in headers if line.lower().startswith((b"content-length", b"tr"))
    ]
    assert b"".join(said) == length
    assert b"Content-Type: application/json" in headers
    assert sent == payload
    assert exchange.reply is not None
    assert (exchange.reply.status, exchange.reply.body) == (200, b"{}")


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (b"", "the connection broke: the server closed it"),
        (b"nonsense\r\n\r\n", "the connection broke: nonsense"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "the connection broke: the reply is shorter"),
    ],
    ids=["closed", "nonsense", "cut"],
)
def test_a_broken_reply_is_a_fault(reply, fault):
    """As with requests that have the usual framing."""
    with listening(reply) as (url, _), as_handler(url) as handler:
        exchange = handler.deliver(framed(handler, Framing(sent=3)))

    assert exchange.reply is None
    assert not exchange.timed_out
    assert str(exchange.fault).startswith(fault)


def test_a_server_that_waits_for_more_is_given_up():
    """It is late, and no exception is raised."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with as_handler(url, timeout=0.2) as handler:
            exchange = handler.deliver(framed(handler, Framing(sent=3)))

    assert exchange.timed_out


def test_a_server_that_is_not_there_is_a_fault():
    """The exchange says so."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with as_handler(f"http://127.0.0.1:{port}") as handler:
        exchange = handler.deliver(framed(handler, Framing(chunked=True)))

    assert str(exchange.fault).startswith("no connection: ")


@pytest.mark.parametrize("target", [lambda payload: None, "https://127.0.0.1:1/"], ids=["function", "tls"])
def test_where_there_is_no_plain_socket_nothing_is_sent(target):
    """And that is not the handler's fault."""
    handler = as_handler(target)

    exchange = handler.deliver(framed(handler, Framing(chunked=True)))

    assert exchange.unsent
    assert exchange.fault == "it cannot be sent: it needs a socket without TLS"


@pytest.mark.parametrize(
    ("framing", "is_valid", "early"),
    [
        (Framing(chunked=True), True, False),
        (Framing(pause=0.1), True, False),
        (Framing(content_length="100"), False, True),
        (Framing(content_length="5"), False, False),
        (Framing(content_length="many"), False, False),
        (Framing(sent=3), False, True),
    ],
)
def test_a_framing_knows_what_a_server_can_expect(framing, is_valid, early):
    """Whether a reply is due, and whether the server would wait for more."""
    assert framing.is_valid is is_valid
    assert framing.ends_early(BODY) is early
