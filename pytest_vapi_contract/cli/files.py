"""A directory of files with an index, all or nothing: what was there is never lost by accident."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..errors import OutputInTheWay, OutputNotWritten
from ..input_files import read_file
from ..json_paths import Object

INDEX = "index.json"
#: What an index says of itself, so that only what this module has written is ever replaced.
WRITER = {"written by": "vapi-contract"}
#: The longest name of a file, without its end.
LONGEST = 120


def write_files(files: Mapping[str, bytes], index: Object, directory: Path, *, force: bool = False) -> None:
    """
    Write files and their index into a new or empty directory, or with `force` in the place of an earlier one.

    Raises `OutputInTheWay` and `OutputNotWritten`; then nothing has changed.
    """
    directory = directory.absolute()
    if _occupied(directory) and not (force and _is_ours(directory)):
        raise OutputInTheWay(directory, ours=_is_ours(directory))
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as stage:
            _fill(Path(stage) / "new", {**files, INDEX: indented(WRITER | index)})
            _take_place(Path(stage), directory)
    except OSError as error:
        raise OutputNotWritten(directory, error.strerror or str(error)) from error


def file_names(bodies: Iterable[tuple[str, Any]]) -> list[str]:
    """A name for each id and body that every file system takes, and that no other has, in whatever case."""
    names: list[str] = []
    taken: set[str] = set()
    for id, body in bodies:
        stem = name = re.sub(r"[^\w.@-]+", "-", id)[:LONGEST].strip("-.")
        number = 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        names.append(f"{name}.{'body' if isinstance(body, bytes) else 'json'}")
    return names


def content_of(body: Any) -> bytes:
    """A body as it is sent: bytes as they are, JSON with indents."""
    return body if isinstance(body, bytes) else indented(body)


def indented(value: Any) -> bytes:
    """JSON for a file."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _occupied(directory: Path) -> bool:
    return directory.exists() and (not directory.is_dir() or any(directory.iterdir()))


def _is_ours(directory: Path) -> bool:
    """Whether a directory holds what an index of ours lists, and nothing else."""
    try:
        index = json.loads(read_file(directory / INDEX))
        listed = {INDEX, *(each["file"] for each in index["files"])}
        return index.items() >= WRITER.items() and listed >= {each.name for each in directory.iterdir()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _take_place(stage: Path, directory: Path) -> None:
    """Put the new directory where it belongs; if that fails, put back what was there."""
    old = stage / "old"
    if directory.exists():
        directory.rename(old)
    try:
        (stage / "new").rename(directory)
    except BaseException:
        if old.exists():
            old.rename(directory)
        raise
