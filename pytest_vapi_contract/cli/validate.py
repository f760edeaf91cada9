"""`validate`: the verdict on messages in files, or from standard input."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ..input_files import read_all, read_file
from .group import main
from .options import revision_option

#: Exit status.
INVALID, UNREADABLE = 1, 2


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@revision_option
def validate(files: tuple[str, ...], revision: str | None) -> None:
    """
    Check the messages in files against the contract.

    FILE contains one message, or one per line; - is standard input.

    Exit status: 0 if no message is invalid, 1 if one is, 2 if a file cannot be read.
    """
    from ..contract import shipped

    contract = shipped(revision)
    status = 0
    for file in files:
        try:
            messages = list(_messages_in(file))
        except (OSError, ValueError, RecursionError) as error:
            why = getattr(error, "strerror", None) or error
            click.echo(f"Error: {file} cannot be read as JSON: {why}", err=True)
            status = UNREADABLE
            continue
        for name, message in messages:
            verdict = contract.judge(message)
            click.echo(f"{name}: {verdict}")
            status = max(status, INVALID if verdict.violating else 0)
    raise SystemExit(status)


def _messages_in(file: str) -> Iterator[tuple[str, Any]]:
    """Each message with the name of its file, and of its line if there are several."""
    content = read_all(sys.stdin.buffer) if file == "-" else read_file(Path(file))
    try:
        yield file, json.loads(content)
    except ValueError:
        lines = [(at, line) for at, line in enumerate(content.splitlines(), start=1) if line.strip()]
        if len(lines) < 2 or not _is_json(lines[0][1]):
            raise  # the place in the whole file is told
        for at, line in lines:
            yield f"{file}:{at}", json.loads(line)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
