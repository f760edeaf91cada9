"""A request on a connection of its own, byte for byte."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from pytest_vapi_contract.cases.http_framing import Framing
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.delivery.kinds.raw_socket import broken, send_raw
from pytest_vapi_contract.delivery.recorder import LIMIT, Recorder

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PATIENCE = 10.0


@contextmanager
def answering(reply, until=b"}"):
    """A server that reads a request until it has seen some bytes, and answers; with what it has read."""
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                while until not in heard and (piece := connection.recv(4096)):
                    heard.extend(piece)
                with suppress(ConnectionError):
                    connection.sendall(reply)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        thread.join(PATIENCE)


def sent(url, framing, timeout=PATIENCE):
    """What is known of a request that was sent."""
    recorder = Recorder(request=Request(path="/webhook", body=b'{"a": 1}', headers=(("X-Id", "7"),)))
    send_raw(url, url, recorder, framing, timeout)
    return recorder


@pytest.mark.parametrize(
    ("framing", "head", "body"),
    [
        (Framing(), b"Content-Length: 8\r\n", b'\r\n\r\n{"a": 1}'),
        (Framing(content_length="3"), b"Content-Length: 3\r\n", b'\r\n\r\n{"a": 1}'),
        (Framing(chunked=True), b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n"),
    ],
    ids=["true", "wrong", "chunked"],
)
def test_a_request_goes_out_as_its_framing_says(framing, head, body):
    """The length that is announced, the headers, and the bytes of the body."""
    with answering(REPLY) as (url, heard):
        recorder = sent(url, framing)

    assert heard.startswith(b"POST /webhook HTTP/1.1\r\nHost: 127.0.0.1:")
    assert head in heard
    assert b"X-Id: 7\r\n" in heard
    assert body in heard
    assert (recorder.reply.status, recorder.reply.body) == (200, b"ok")


def test_less_is_sent_than_announced():
    """The server sees the end of the connection."""
    with answering(REPLY, until=b"never") as (url, heard):
        recorder = sent(url, Framing(sent=3))

    assert heard.endswith(b'\r\n\r\n{"a')
    assert recorder.reply.status == 200


def test_a_reply_that_is_cut_is_a_fault():
    """Not a reply of which nobody knows the rest."""
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok") as (url, _):
        recorder = sent(url, Framing())

    assert recorder.reply is None
    assert recorder.fault == "the connection broke: the reply is shorter than its Content-Length"


def test_a_reply_that_is_too_long_is_cut_and_not_called_short():
    """What comes after a megabyte is not read, but nothing is missing."""
    length = LIMIT + (1 << 20)
    reply = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % length + b"x" * length
    with answering(reply) as (url, _):
        recorder = sent(url, Framing(chunked=True))

    assert recorder.fault is None
    assert recorder.reply.truncated
    assert recorder.reply.body == b"x" * LIMIT


def test_a_server_that_is_not_there_is_unreachable():
    """Nothing can be said of it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    recorder = sent(f"http://127.0.0.1:{port}", Framing())

    assert recorder.unreachable
    assert recorder.fault.startswith("no connection: ")


def test_a_server_that_never_answers_is_late():
    """It gets as long as the handler has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        recorder = sent(f"http://127.0.0.1:{server.getsockname()[1]}", Framing(), timeout=0.2)

    assert recorder.late


@pytest.mark.parametrize(
    ("error", "closed", "text"),
    [
        (ConnectionResetError("reset by peer"), True, "the connection broke: the server closed it"),
        (OSError("odd"), False, "the connection broke: odd"),
        (OSError(), False, "the connection broke"),
    ],
)
def test_how_a_connection_broke(error, closed, text):
    """The same whether it was found reset or at its end, which is chance."""
    assert broken(error, closed=closed) == text
