"""What a handler in process prints while it is checked: hundreds of requests would bury what was found."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

Printed = Callable[[], str]


def own_output(stream: TextIO) -> TextIO:
    """The same output by a way of its own, which stays open whatever a handler does to `sys.stdout`."""
    try:
        number = os.dup(stream.fileno())
    except (OSError, ValueError):  # no real file: a test has put something else in its place
        return stream
    return open(number, "w", encoding=stream.encoding, errors="backslashreplace", buffering=1)  # noqa: PTH123 - it stays open


@contextmanager
def silence(*, wanted: bool = True) -> Generator[None, None, None]:
    """Drop what is printed, unless it is wanted. A real file takes it: some ask output for its number."""
    if not wanted:
        yield
        return
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        yield


@contextmanager
def listening() -> Generator[Printed, None, None]:
    """Keep what is printed; the function that is given says what came since it was last asked."""
    with TemporaryFile("w+", encoding="utf-8", errors="backslashreplace") as file:
        read = 0

        def printed() -> str:
            nonlocal read
            file.flush()
            file.seek(read)
            text = file.read()
            read = file.tell()
            return text

        with redirect_stdout(file), redirect_stderr(file):
            yield printed
