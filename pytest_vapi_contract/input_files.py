"""Files that users name: no more is read than memory has room for."""

import errno
from pathlib import Path
from typing import BinaryIO

#: The most bytes that a file may have: many times as many as any report, baseline or message.
LARGEST = 100_000_000


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """What is in a file. Raises `OSError`, also for one that is too large, or has no end."""
    with path.open("rb") as file:
        return read_all(file, most)


def read_all(file: BinaryIO, most: int = LARGEST) -> bytes:
    """What is left of a file, such as standard input. Raises `OSError` likewise."""
    content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most / 1e6:,.0f} MB")
    return content
