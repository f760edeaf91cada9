"""The table of hostile servers: each has a line, with the bytes that it answers, or what it does instead."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import repeat

from tests.hostile.secret import FORMS

OK = b"HTTP/1.1 200 OK\r\n"
ERROR = b"HTTP/1.1 500 Oh\r\n"
Answer = Callable[[bytes], Iterable[bytes]]


def always(*pieces: bytes) -> Answer:
    """Answer this, whatever is asked."""
    return lambda _asked: pieces


def forever(piece: bytes, head: bytes = OK + b"\r\n") -> Answer:
    """Answer this without end."""
    return lambda _asked: _endless(head, piece)


def _endless(head: bytes, piece: bytes) -> Iterator[bytes]:
    yield head
    yield from repeat(piece)


def _slowly(_asked: bytes) -> Iterator[bytes]:
    yield OK + b"Content-Length: 1000\r\n\r\n"
    while True:
        time.sleep(0.02)
        yield b"x"


def _echo(asked: bytes) -> Iterable[bytes]:
    told = asked.partition(b"\r\n\r\n")[0] + " ".join(FORMS).encode()
    return (ERROR + b"Content-Length: %d\r\n\r\n" % len(told), told)


#: Each server, and the codes of which one must be found.
SERVERS: Mapping[str, tuple[Answer, frozenset[str]]] = {
    "says nothing": (always(), frozenset({"VC104"})),
    "is not HTTP": (always(b"\x1b[31mhello\x07\r\n\r\n"), frozenset({"VC104"})),
    "has an odd status": (always(b"HTTP/1.1 \xff\x1b[2J \x1b]0;x\x07\r\n\r\n"), frozenset({"VC104"})),
    "has a huge status": (always(b"HTTP/1.1 99999999999 OK\r\n\r\n"), frozenset({"VC104"})),
    "has an odd reason": (
        always(b"HTTP/1.1 500 \xe2\x80\xae\r\nContent-Length: 0\r\n\r\n"),
        frozenset({"VC102"}),
    ),
    "has odd headers": (
        always(ERROR + b"X\x1b[31m: \xff\r\nContent-Length: 0\r\n\r\n"),
        frozenset({"VC102", "VC104"}),
    ),
    "has escapes in its body": (
        always(ERROR + b"Content-Length: 12\r\n\r\n\x1b[2J\xe2\x80\xae\xff\x00\x9b\x07\n"),
        frozenset({"VC102"}),
    ),
    "has headers without end": (
        forever(b"X-A: " + b"b" * 60_000 + b"\r\n", OK),
        frozenset({"VC104", "VC103"}),
    ),
    "has a body without end": (forever(b"x" * 65_536), frozenset({"VC105"})),
    "has chunks without end": (
        forever(b"1\r\nx\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"),
        frozenset({"VC105", "VC103"}),
    ),
    "has no end of its chunks": (
        always(OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n"),
        frozenset({"VC104", "VC103"}),
    ),
    "ends too early": (always(OK + b"Content-Length: 1000\r\n\r\nx"), frozenset({"VC104"})),
    "has a length of less than nothing": (always(OK + b"Content-Length: -1\r\n\r\n"), frozenset({"VC104"})),
    "informs without end": (forever(b"HTTP/1.1 103 Early Hints\r\n\r\n", b""), frozenset({"VC103", "VC104"})),
    "sends elsewhere": (
        always(b"HTTP/1.1 302 Found\r\nLocation: http://example.com/\x1b[31m\r\nContent-Length: 0\r\n\r\n"),
        frozenset({"VC107", "VC104"}),
    ),
    "trickles": (_slowly, frozenset({"VC103"})),
    "repeats what it is sent": (_echo, frozenset({"VC102"})),
}


@contextmanager
def served(answer: Answer) -> Iterator[str]:
    """The URL of a server that answers so."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, answer), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, answer: Answer) -> None:
    with suppress(OSError):
        while True:
            threading.Thread(target=_answer, args=(listening.accept()[0], answer), daemon=True).start()


def _answer(connection: socket.socket, answer: Answer) -> None:
    with connection, suppress(OSError):
        asked = connection.recv(1 << 20)
        for piece in answer(asked):
            connection.sendall(piece)
