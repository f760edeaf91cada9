"""Findings as annotations of GitHub Actions: each is shown at the line of the handler that broke."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..delivery.observation.crash import is_own
from ..json_paths import Object

#: How GitHub shows what is not an error, by its severity.
COMMANDS = {"hardening": "warning", "note": "notice"}


def annotations(report: Object, environment: Mapping[str, str], directory: Path) -> Iterator[str]:
    """
    A line for each finding of a JSON report that has a place in the user's own code; none outside of GitHub.

    `directory` is where the files of the report are relative to.
    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    workspace = Path(environment.get("GITHUB_WORKSPACE") or directory)
    for finding in report["findings"]:
        if finding["file"] is not None and is_own(str(directory / finding["file"])):
            yield _annotation(finding, _relative(directory / finding["file"], workspace))


def _annotation(finding: Object, file: str) -> str:
    lines = [f"{name}: {finding[name]}" for name in ("sent", "expected", "got", "hint") if finding[name]]
    message = "\n".join([*lines, *(f"replay: {line}" for line in finding["again"][:1])])
    properties = {
        "file": file,
        "line": str(finding["line"]),
        "title": f"{finding['severity'].upper()} {finding['code']} {finding['title']}",
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    command = COMMANDS.get(finding["severity"], "error")
    return f"::{command} {told}::{_data(message)}"


def _relative(file: Path, workspace: Path) -> str:
    return (file.relative_to(workspace) if file.is_relative_to(workspace) else file).as_posix()


def _data(text: str) -> str:
    """The text as GitHub reads it back: https://github.com/actions/toolkit, `command.ts`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
