"""
The example webhooks behind the servers that people deploy them with, each on a free port of the loopback.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import waitress  # type: ignore[import-untyped]  # it has no types

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


def example(name: str) -> Any:
    """
    The app of an example.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        return import_module(name).app


@contextmanager
def _running(run: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join(10)


@contextmanager
def under_uvicorn() -> Iterator[str]:
    """
    The URL of the FastAPI example under uvicorn.
    """
    config = uvicorn.Config(
        example("fastapi_app"), log_config=None, lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)

    def stop() -> None:
        server.should_exit = True

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with _running(lambda: server.run(sockets=[listener]), stop):
            yield f"http://127.0.0.1:{port}/webhook"


@contextmanager
def under_waitress() -> Iterator[str]:
    """
    The URL of the Flask example under waitress.
    """
    server = waitress.create_server(
        example("flask_app"), host="127.0.0.1", port=0, clear_untrusted_proxy_headers=True
    )
    with _running(server.run, server.close):
        yield f"http://127.0.0.1:{server.effective_port}/webhook"
