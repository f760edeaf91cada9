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
    text = Text(head, style="bold")
    for line in lines:
        label = line.split()[0] if line.split() else ""
        text.append("\n")
        text.append(line, style=COLOURS.get(label, "") or "not bold")
    return text
