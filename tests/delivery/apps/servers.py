"""The example webhooks behind the servers that people deploy them with, each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
SERVE = Path(__file__).with_name("serve_example.py")


def example(name: str) -> Any:
    """The app of an example."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        return import_module(name).app


@contextmanager
def example_under(server: str, name: str) -> Iterator[str]:
    """The URL of an example under a server."""
    command = [sys.executable, str(SERVE), server, name]
    with subprocess.Popen(
        command,
        cwd=EXAMPLES,
        env=os.environ | {"PYTHONPATH": str(EXAMPLES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            yield f"http://127.0.0.1:{port}/webhook"
        finally:
            process.kill()
