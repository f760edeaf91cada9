"""Files for what is too long for a line that people copy: bodies for curl, and ids to replay."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..case_sources.cache import cache_directory
from ..delivery import Handler
from ..delivery.curl import sent_body
from ..findings import Finding, Report
from ..findings.reproduction import call_with_file

#: The most characters of a line; what is longer goes into a file.
LONGEST = 200


def line_directory(environment: Mapping[str, str]) -> Path | None:
    """
    The user's directory for such files; None where there is none, or where they would be lost.

    What is printed in CI is copied to another machine, so everything stays in its line there.
    """
    directory = None if environment.get("CI") else cache_directory(environment)
    return directory and directory / "lines"


def with_line_files(report: Report, handler: Handler, directory: Path | None) -> Report:
    """The report with files in the place of what makes the lines of its findings too long."""
    if directory is None:
        return report
    findings = (_shortened(finding, handler, directory) for finding in report.findings)
    return replace(report, findings=tuple(findings))


def _shortened(finding: Finding, handler: Handler, directory: Path) -> Finding:
    lines = dict(finding.again)
    try:
        for label in {"curl", "call"} & lines.keys():
            if len(lines[label]) > LONGEST and not _has_secret(finding):
                lines[label] = _line_with_file(finding, handler, directory) or lines[label]
        if len(lines.get("replay", "")) > LONGEST:
            file = _written(directory, finding.replay.encode(), "replay")
            command = lines["replay"].removesuffix(shlex.quote(finding.replay))
            lines["replay"] = f"{command}{shlex.quote(f'@{file}')}"
    except OSError:  # the lines are long then
        return finding
    return replace(finding, again=lines)


def _line_with_file(finding: Finding, handler: Handler, directory: Path) -> str:
    """A command that sends the body in a file; empty if there is none."""
    request = finding.exchange.request
    file = str(_written(directory, sent_body(request), "body"))
    if handler.speaks_http:
        return handler.curl(request, body_file=file)
    return call_with_file(handler.name, file)


def _has_secret(finding: Finding) -> bool:
    """Whether the body has a secret in it, for which a line has a variable: a file would have it as it is."""
    request = finding.exchange.request
    return any(variable for _, variable in request.body_pieces(request.body.decode("latin-1")))


def _written(directory: Path, content: bytes, kind: str) -> Path:
    """A file with a content, whose name is that of the same content each time."""
    file = directory / f"{sha256(content).hexdigest()[:12]}.{kind}"
    if not file.exists() or file.read_bytes() != content:
        directory.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return file
