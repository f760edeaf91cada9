"""The section at the end of a session: each finding once, as the command line tells it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # at run time it is imported where it is needed: that keeps every other session quick
    from ..report_formats import RenderedReport

#: How the lines of a finding look, by their label.
LOOKS: Mapping[str, Mapping[str, bool]] = {
    "expected": {"green": True},
    "got": {"red": True},
    "hint": {"yellow": True},
}


def session_report(rendered: "Sequence[RenderedReport]") -> "RenderedReport":
    """One report from those of the runs of a session; most have one run."""
    first, *others = rendered
    if not others:
        return first
    from ..reporting.merge_reports import united

    return united(rendered)


def write_section(
    terminal: Any, rendered: "RenderedReport", environment: Mapping[str, str], directory: Path
) -> None:
    """Write what the runs of a session have found; if that is nothing, in a few lines without a heading."""
    from ..report_formats import summary_of
    from ..report_formats.lines import latency_line

    report = rendered.json
    if rendered.findings:
        terminal.write_sep("=", "vapi-contract")
    for finding in rendered.findings:
        _write_finding(terminal, finding.text)
    start, handler = (
        ("", "") if rendered.findings else ("vapi-contract: ", f"vapi-contract: {report['handler']}: ")
    )
    for line in rendered.skipped:
        _write(terminal, f"{start}{line}", yellow=True)
    well, latency = report["ok"], latency_line(report["latency"])
    if latency and rendered.findings:
        _write(terminal, latency)
    summary = f"{handler}{summary_of(report)}"
    in_one = latency and not rendered.findings  # a webhook with nothing wrong takes few lines
    _write(terminal, f"{summary}; {latency}" if in_one else summary, green=well, red=not well, bold=True)
    if rendered.warning:
        _write(terminal, rendered.warning, red=True, bold=True)
    if environment.get("GITHUB_ACTIONS"):
        from ..reporting import annotations  # what it needs takes longer to import than all else here

        for line in annotations(report, environment, directory):
            terminal.write_line(line)


def _write_finding(terminal: Any, text: str) -> None:
    head, *rows = text.splitlines()
    _write(terminal, head, bold=True)
    for row in rows:
        _write(terminal, row, **LOOKS.get(row.strip().partition(" ")[0], {}))
    terminal.write_line("")


def _write(terminal: Any, line: str, **look: bool) -> None:
    """Write a line, with its sentences broken where a terminal ends; in files they stay whole."""
    from ..report_formats.wrapping import wrapped

    width = terminal.config.get_terminal_writer().fullwidth if terminal.isatty else None
    for each in (wrapped(line, width) if width else line).split("\n"):
        terminal.write_line(each, **look)
