"""The JSON report: its schema, its file, and what is said of it."""

from json import dumps
from pathlib import Path

from ..cases.skip import counted, counted_findings
from ..json_paths import Object
from ..output_files import write_file


def write_json(report: Object, path: Path) -> None:
    """Write a report into a file. Raises `OutputNotWritten`."""
    text = dumps(report, indent=2, ensure_ascii=False) + "\n"
    write_file(path, text.encode("utf-8", "backslashreplace"))  # half of a surrogate pair is invalid UTF-8


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
