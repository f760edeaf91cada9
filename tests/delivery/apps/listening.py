"""A server that only writes down what comes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@contextmanager
def listening(reply: bytes = REPLY) -> Iterator[tuple[str, SimpleQueue[bytes]]]:
    """A server that reads until there is a blank line and nothing more comes, and answers."""
    heard: SimpleQueue[bytes] = SimpleQueue()

    def serve() -> None:
        with server.accept()[0] as connection:
            connection.settimeout(0.2)
            got = b""
            try:
                while piece := connection.recv(65_536):
                    got += piece
            except TimeoutError:
                pass
            heard.put(got)
            connection.sendall(reply)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        thread.join(5)
