"""
The file of prepared cases: a ZIP archive with a JSON document for each series of cases.

It holds data and never code. Each document has a checksum, and is read when it is needed. Whatever is wrong
with the file only means that its cases are prepared again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from struct import error as BadStructure  # noqa: N812 - it is an exception
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BadCompression  # noqa: N812 - it is an exception

from ...json_paths import Json, Object, is_object

#: How files of prepared cases are named, and those that are being written.
PATTERN, UNDER_WAY = "cases-*.zip", "cases-*.tmp"
#: The number of files that are kept, the most recently used: one for each contract, seed and version.
FILES = 12
#: Seconds after which a file that is being written was left behind.
LEFT_BEHIND = 3600.0
#: Packed a little less, packing takes a third of the time.
EFFORT = 4
#: When each document was written, as far as the file says it.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: No document of ours is larger.
LARGEST = 1 << 27
#: What a broken, cut or foreign file raises where it is read.
UNREADABLE = (
    BadCompression,
    BadStructure,
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(kw_only=True, slots=True)
class CaseFile:
    """One file of prepared cases."""

    path: Path
    effort: int = EFFORT  #: How much is done to write a small file, from 1 to 9.
    _archive: ZipFile | None = field(default=None, init=False)
    _names: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        with suppress(*UNREADABLE):
            if self.path.is_file():  # and nothing that is without an end, or waited for
                self._archive = ZipFile(self.path)
                self._names = frozenset(self._archive.namelist())

    def mark_used(self) -> None:
        """See to it that the file is not deleted as one that was not used for long."""
        with suppress(OSError):
            os.utime(self.path)

    @property
    def names(self) -> frozenset[str]:
        """The documents in the file."""
        return self._names

    def read(self, name: str) -> Object | None:
        """A document; None if there is none, or it cannot be read."""
        text = self.text(name)
        try:
            document: Json = None if text is None else json.loads(text)
        except UNREADABLE:
            return None
        return document if is_object(document) else None

    def text(self, name: str) -> str | None:
        """A document as it is written, which may be no JSON; None if there is none, or it is damaged."""
        if self._archive is None or name not in self._names:
            return None
        try:
            if self._archive.getinfo(name).file_size > LARGEST:
                return None
            return self._archive.read(name).decode()
        except UNREADABLE:
            return None

    def write(self, documents: Mapping[str, str]) -> bool:
        """
        Put a new file in its place, at once; False if that is not possible.

        Who reads the old one, or writes at the same time, is not disturbed.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            written = self._written(documents)
        except OSError:
            return False
        self.close()  # some systems replace no file that is open
        try:
            written.replace(self.path)
        except OSError:
            written.unlink(missing_ok=True)
            return False
        finally:
            self._open()
        tidy(self.path.parent)
        return True

    def _written(self, documents: Mapping[str, str]) -> Path:
        with (
            NamedTemporaryFile(dir=self.path.parent, prefix="cases-", suffix=".tmp", delete=False) as file,
            ZipFile(file, "w") as archive,
        ):
            for name, text in sorted(documents.items()):
                archive.writestr(_entry(name), text, compresslevel=self.effort)
        return Path(file.name)

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._archive is not None:
            self._archive.close()
            self._archive, self._names = None, frozenset()


def _entry(name: str) -> ZipInfo:
    """What the file says of a document: the same, whenever it is written."""
    entry = ZipInfo(name, date_time=EPOCH)
    entry.compress_type = ZIP_DEFLATED
    return entry


def tidy(directory: Path, now: float | None = None) -> None:
    """Delete the files of prepared cases that were not used for long, and those that were left behind."""
    now = time.time() if now is None else now
    used = sorted(_used(directory.glob(PATTERN)), reverse=True)
    left = [path for at, path in _used(directory.glob(UNDER_WAY)) if now - at > LEFT_BEHIND]
    for path in [*(path for _, path in used[FILES:]), *left]:
        with suppress(OSError):
            path.unlink()


def _used(paths: Iterable[Path]) -> list[tuple[float, Path]]:
    """When each of these files was used last."""
    found: list[tuple[float, Path]] = []
    for path in paths:
        with suppress(OSError):
            found.append((path.stat().st_mtime, path))
    return found
