"""The app of the shared suite behind a socket on the loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.delivery.apps.conduct import conduct


class Server(ThreadingHTTPServer):
    """A server whose threads do not outlive the test, and which says nothing."""

    daemon_threads = True
    request_queue_size = 128

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Keep quiet about exceptions and about clients that went away."""
        with suppress(BaseException):
            super().finish_request(request, client_address)


class Webhook(BaseHTTPRequestHandler):
    """Answers as the message says; an exception closes the connection."""

    def do_POST(self) -> None:
        """Answer a POST."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, answer = conduct(body, dict(self.headers.items()))
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


@contextmanager
def serving(webhook: type[BaseHTTPRequestHandler] = Webhook) -> Iterator[str]:
    """The URL of a server for as long as the block runs."""
    with Server(("127.0.0.1", 0), webhook) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
