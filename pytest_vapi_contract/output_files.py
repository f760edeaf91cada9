"""Files that a run leaves: reports, and baselines."""

from pathlib import Path

from .errors import OutputNotWritten


def write_file(path: Path, content: bytes) -> None:
    """Write a file, in a directory that is made if there is none. Raises `OutputNotWritten`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise OutputNotWritten(path, error.strerror or str(error)) from error
