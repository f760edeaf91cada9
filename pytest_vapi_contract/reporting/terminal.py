"""
A report on a terminal: colours where there are any, and no line broken that someone wants to copy.
"""

from rich.console import Console
from rich.text import Text

from ..checks import Finding, Report

#: Colour of each label of a finding.
COLOURS = {"expected": "green", "got": "red", "hint": "yellow"}


def show(report: Report, console: Console) -> None:
    """
    Print every finding, what was skipped, and the summary.
    """
    for finding in report.findings:
        console.print(finding_text(finding), soft_wrap=True)
        console.print()
    for skip in report.skipped:
        console.print(Text(f"skipped {skip}", style="yellow"), soft_wrap=True)
    console.print(Text(report.summary, style="bold green" if report.ok else "bold red"), soft_wrap=True)


def finding_text(finding: Finding) -> Text:
    """
    The text of a finding, with colours.
    """
    head, *lines = str(finding).splitlines()
    return Text("\n").join([Text(head, style="bold"), *map(_row, lines)])


def _row(line: str) -> Text:
    label, _, _ = line.strip().partition(" ")
    return Text(line, style=COLOURS.get(label, ""))
