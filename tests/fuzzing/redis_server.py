"""A Redis server on the loopback interface, that lives as long as a test."""

import shutil
import subprocess
import time
from contextlib import contextmanager
from socket import create_connection, socket

import pytest


@contextmanager
def redis_server(directory):
    """The URL of a server that keeps its files in a directory; skips where Redis is not installed."""
    pytest.importorskip("redis", reason="the package redis is not installed")
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(directory)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def free_port():
    """A port that nothing listens at."""
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, process):
    """Wait until something listens at a port."""
    while process.poll() is None:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"redis-server ended with status {process.returncode}")
