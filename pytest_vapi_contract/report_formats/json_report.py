"""The JSON report: its schema, its file, and what is said of it."""

import re
from json import dumps
from pathlib import Path

from ..cases.skip import counted, counted_findings
from ..json_paths import Object
from ..output_files import write_file

#: Characters that may not be printable; what is ASCII and is not, JSON escapes itself.
MAYBE_ODD = re.compile(r"[^\x00-\x7e]")


def write_json(report: Object, path: Path) -> None:
    """Write a report into a file. Raises `OutputNotWritten`."""
    text = dumps(report, indent=2, ensure_ascii=False) + "\n"
    write_file(path, MAYBE_ODD.sub(_escaped, text).encode())


def _escaped(match: re.Match[str]) -> str:
    """A character as it is, or as an escape of JSON where a terminal would act on it."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    escaped = "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    return match[0] if match[0].isprintable() else escaped


def summary_of(report: Object) -> str:
    """A report in one line."""
    notes = len(notes_of(report))
    failures = sum(finding["severity"] in report["fail_on"] for finding in report["findings"])
    found = counted_findings(failures, notes, len(report["findings"]) - notes - failures)
    return (
        f"{found} in {counted(report['exchanges'], 'exchange')}, "
        f"{counted(len(report['types']), 'message type')}, {report['seconds']:.1f} s "
        f"(revision {report['revision']}, seed {report['seed']})"
    )


def notes_of(report: Object) -> list[Object]:
    """The findings of a report that fail nothing."""
    return [finding for finding in report["findings"] if finding["severity"] == "note"]
