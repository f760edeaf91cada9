"""What a handler in process prints while it is checked: hundreds of requests would bury what was found."""

import logging
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TextIO, cast

Printed = Callable[[], str]

#: Of a long output only the end is kept: how many lines at most, and how many bytes of all lines together.
LINES, MOST = 20, 1 << 20


class OwnOutput(TextIOWrapper):
    """An output that goes nowhere once it cannot be written: what is found goes into files all the same."""

    failed: OSError | None = None  #: Why it could not be written.

    def write(self, text: str, /) -> int:
        """Write a text."""
        try:
            return super().write(text)
        except OSError as error:
            self._given_up(error)
            return len(text)

    def flush(self) -> None:
        """Write what is left."""
        try:
            super().flush()
        except OSError as error:
            self._given_up(error)

    def _given_up(self, error: OSError) -> None:
        self.failed = self.failed or error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def raise_unwritten(stream: IO[str]) -> None:
    """Raise the `OSError` for which an output of its own could not be written, if there was one."""
    if isinstance(stream, OwnOutput) and stream.failed is not None:
        raise stream.failed


def own_output(stream: TextIO) -> TextIO:
    """The same output by a way of its own, which stays open whatever a handler does to `sys.stdout`."""
    try:
        number = os.dup(stream.fileno())
    except (OSError, ValueError):  # no real file: a test has put something else in its place
        return stream
    raw = open(number, "wb")  # noqa: PTH123, SIM115 - it stays open
    return OwnOutput(raw, encoding=stream.encoding, errors="backslashreplace", line_buffering=True)


class _KeptOpen:
    """An output that a handler may close: nothing comes of it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def close(self) -> None:
        """Stay open."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def kept_open() -> Generator[None, None, None]:
    """Let a handler close the outputs of the process, and keep them."""
    out, err = cast(TextIO, _KeptOpen(sys.stdout)), cast(TextIO, _KeptOpen(sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield


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
def unrecorded() -> Generator[None, None, None]:
    """
    Have nothing keep records of what is logged: those of hundreds of requests take much memory.

    Nor does anything make texts of them that go nowhere, as pytest does.
    """
    root, nobody = logging.getLogger(), logging.NullHandler()
    keeping = [each for each in root.handlers if hasattr(each, "records") or _goes_nowhere(each)]
    for each in keeping:
        root.removeHandler(each)
    if keeping:
        root.addHandler(nobody)  # without any, logging would print
    try:
        yield
    finally:
        root.removeHandler(nobody)
        for each in keeping:
            root.addHandler(each)


def _goes_nowhere(handler: logging.Handler) -> bool:
    nowhere = os.path.abspath(os.devnull)  # noqa: PTH100 - as logging itself makes the name
    return isinstance(handler, logging.FileHandler) and handler.baseFilename == nowhere


@contextmanager
def listening() -> Generator[Printed, None, None]:
    """Keep what is printed; the function that is given says what came since it was last asked."""
    with _file() as file:
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


def printed_by(deliver: Callable[[], object]) -> dict[str, str]:
    """What is printed and logged by one delivery, as pytest names it; of a long output the end."""
    with _file() as out, _file() as err, _file() as log:
        logged = logging.StreamHandler(log)
        logged.setFormatter(logging.Formatter("%(levelname)-8s %(name)s: %(message)s"))
        logging.getLogger().addHandler(logged)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                deliver()
        finally:
            logging.getLogger().removeHandler(logged)
        texts = {"stdout": _read(out), "stderr": _read(err), "log": _read(log)}
    return {where: _end_of(text) for where, text in texts.items() if text}


def _file() -> TextIO:
    return TemporaryFile("w+", encoding="utf-8", errors="backslashreplace")


def _read(file: TextIO) -> str:
    """What is in a file; of much only the end, from the beginning of a line on."""
    file.flush()
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - MOST))
    text = file.read()
    return text if size <= MOST else text.partition("\n")[2] or f"… (a line of more than {MOST:,} bytes)"


def _end_of(text: str) -> str:
    lines = text.splitlines()
    more = [f"… ({len(lines) - LINES} lines before)"] if len(lines) > LINES else []
    return "\n".join([*more, *lines[-LINES:]])
