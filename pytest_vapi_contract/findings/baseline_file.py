"""The file of a baseline: TOML, for people to read and to edit."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..errors import BadBaseline, did_you_mean
from ..input_files import read_file
from ..json_paths import is_list
from ..option_errors import is_collection
from ..output_files import write_file
from .baseline import Baseline, BaselineEntry

VERSION = 1
#: The name of the table that each entry is.
TABLE = "accepted"
HEADER = """\
# Findings of vapi-contract that are accepted. To use this file: vapi-contract check … --baseline {name}
# Give each entry a reason and, if it must be fixed by a certain date, an expiry date: expires = 2030-01-31
# An entry accepts findings with the same code, cause and text of the line; the line number does not matter.
# Remove what is fixed.

version = {version}
"""


def read_baseline(path: Path) -> Baseline:
    """Read a file that `write_baseline` has written, and people have edited. Raises `BadBaseline`."""
    try:
        content: Mapping[str, Any] = tomllib.loads(read_file(path).decode())
    except FileNotFoundError as error:
        raise BadBaseline(path, "it does not exist", "To write it, use --write-baseline.") from error
    except OSError as error:
        raise BadBaseline(path, error.strerror or str(error), "Check the path.") from error
    except (ValueError, RecursionError) as error:  # no TOML, or no UTF-8
        raise BadBaseline(path, f"it is not TOML: {error}", "Fix it there.") from error
    if content.get("version") != VERSION:
        why = f"its version is {content.get('version')!r}, not {VERSION}"
        raise BadBaseline(path, why, "To write it again, use --write-baseline.")
    tables = content.get(TABLE, [])
    if not is_collection(tables) or not all(isinstance(each, dict) for each in tables):
        raise BadBaseline(path, f"{TABLE!r} is not a list of tables", f"Begin each entry with [[{TABLE}]].")
    return Baseline(entries=tuple(_entry(path, at, table) for at, table in enumerate(tables, start=1)))


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline into a file. Raises `OutputNotWritten`."""
    head = HEADER.format(name=path.name, version=VERSION)
    text = "\n".join([head, *map(_table, baseline.entries)])
    write_file(path, text.encode("utf-8", "replace"))


def _entry(path: Path, number: int, table: Mapping[str, Any]) -> BaselineEntry:
    """The entry that a table is. Raises `BadBaseline`, which says what is wrong with which."""
    known = [each.name for each in fields(BaselineEntry)]
    for name, value in table.items():
        if name not in known:
            hint = did_you_mean(name, known, f"The keys are {', '.join(known)}.")
            raise BadBaseline(path, f"entry {number} has an unknown key {name!r}", hint)
        if not _fits(name, value):
            raise BadBaseline(path, f"{name!r} of entry {number} cannot be {value!r}", ADVICE[name])
    for name in ("code", "cause", "reason"):
        if not table.get(name):
            raise BadBaseline(path, f"entry {number} has no {name!r}", ADVICE[name])
    values: dict[str, Any] = {**table, "conditions": tuple(table.get("conditions", ()))}
    return BaselineEntry(**values)


def _fits(name: str, value: Any) -> bool:
    if name == "expires":
        return isinstance(value, date) and not isinstance(value, datetime)
    if name == "conditions":
        return is_list(value) and all(isinstance(each, str) for each in value)
    return isinstance(value, str)


#: What to do about a value that cannot be used, by its key.
ADVICE = {
    "code": "It is the code of the finding, such as 'VC102'.",
    "cause": "To write the entry again, use --write-baseline.",
    "line": "It is the text of the line that fails.",
    "conditions": "It is a list of strings.",
    "reason": "Say why the finding is accepted.",
    "expires": "Write the day without quotes: expires = 2030-01-31.",
    "title": "It is the first line of the finding.",
}


def _table(entry: BaselineEntry) -> str:
    """An entry as a table; what is for people comes first."""
    values = {
        "code": _text(entry.code),
        "title": _text(entry.title),
        "reason": _text(entry.reason),
        "expires": entry.expires.isoformat() if entry.expires else "",
        "cause": _text(entry.cause),
        "line": _text(entry.line) if entry.line else "",
        "conditions": _list(entry.conditions),
    }
    lines = [f"{name} = {value}" for name, value in values.items() if value]
    return "\n".join([f"[[{TABLE}]]", *lines, ""])


def _list(texts: tuple[str, ...]) -> str:
    lines = [f"  {_text(each)}," for each in texts]
    return "\n".join(["[", *lines, "]"]) if texts else ""


def _text(text: str) -> str:
    """A string of TOML, without escapes where that is possible."""
    if "'" not in text and ('"' in text or "\\" in text) and text.isprintable():
        return f"'{text}'"
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(char: str) -> str:
    """A character as it is, or as an escape of TOML where a terminal would act on it."""
    is_half = "\ud800" <= char <= "\udfff"  # of a pair: TOML has no escape for it
    return char if is_half or char.isprintable() else f"\\U{ord(char):08x}"
