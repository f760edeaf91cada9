"""What the whole session has found, over all items and all workers."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .options import GIVEN, SessionOptions, replay_command

if TYPE_CHECKING:  # at run time it is imported where it is needed: that keeps every other session quick
    from ..checks import Report

#: Whether an item sends many requests, so that of the handler's output only so many lines are shown.
TALKATIVE = pytest.StashKey[bool]()
LINES = 20
#: What the runs of one item have found.
REPORTS = pytest.StashKey["list[Report]"]()
#: What came of the exchanges that were repeated in one item, as text.
REPLAYED = pytest.StashKey[list[str]]()


def note(item: pytest.Item, report: "Report") -> "Report":
    """Keep what a run of an item has found, with the lines that repeat it; put it among its properties."""
    from ..reporting import properties_of

    test = item.nodeid if isinstance(item, pytest.Function) else ""
    report = report.with_replay(replay_command(item.config, test))
    item.stash.setdefault(REPORTS, []).append(report)
    item.user_properties += properties_of(report.to_json())
    return report


def tidy_output(item: pytest.Item, outcome: pytest.TestReport) -> None:
    """
    Hide the secrets that a handler has printed or logged, for its output is shown with a failure.

    Of an item that sends hundreds of requests the end is enough.
    """
    exchanges = [each.exchange for report in item.stash.get(REPORTS, ()) for each in report.findings]
    masks = {*item.config.stash[GIVEN].masks, *(mask for each in exchanges for mask in each.request.masks)}
    if masks and outcome.sections:
        from ..delivery import hide

        outcome.sections = [(name, hide(text, tuple(masks))) for name, text in outcome.sections]
    if item.stash.get(TALKATIVE, False):
        outcome.sections = [(name, _end_of(text)) for name, text in outcome.sections]


def _end_of(text: str) -> str:
    lines = text.splitlines(keepends=True)
    more = [f"… ({len(lines) - LINES} lines before)\n"] if len(lines) > LINES else []
    return "".join(more + lines[-LINES:])


class ContractBroken(AssertionError):
    """A run has found something; the text has all of it."""


def raise_if_broken(report: "Report") -> None:
    """Raise `ContractBroken` with every finding in full that is no note, and if the run is incomplete."""
    __tracebackhide__ = True
    if not report.ok:
        warning = [report.warning] if report.warning else []
        raise ContractBroken("\n\n".join([*map(str, report.failures), *warning]))


class Outcomes:
    """What the whole session has found, over all items and all workers."""

    def __init__(self, given: SessionOptions, directory: Path) -> None:
        self._given = given
        self._directory = directory
        self._found: list[Any] = []
        self._replayed: list[str] = []
        self._unwritten = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what was found in one item."""
        self._found += vars(report).get("vapi_contract", [])
        self._replayed += vars(report).get("vapi_replayed", [])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write the report, if one is wanted."""
        if self._given.report and self._found:
            from ..errors import OutputNotWritten
            from ..reporting import united_json, write_json

            try:
                write_json(united_json(self._found), self._directory / self._given.report)
            except OutputNotWritten as error:
                self._unwritten = str(error)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say in one line what was sent and found."""
        for text in self._replayed:
            terminalreporter.write_sep("-", "vapi-contract")
            terminalreporter.write_line(text)
        if self._found and not self._replayed:
            from ..cases.skip import skipped
            from ..checks.leaks import SEARCH
            from ..reporting import annotations, summary_of, told_notes, united_json, warning_of

            terminalreporter.write_sep("-", "vapi-contract")
            report = united_json(self._found)
            for line in told_notes(report):
                terminalreporter.write_line(line)
            for skip in report["skipped"]:
                if skip["what"] == SEARCH:
                    terminalreporter.write_line(skipped(skip["what"], skip["why"]), yellow=True)
            terminalreporter.write_line(summary_of(report))
            warning = warning_of(report)
            if warning:
                terminalreporter.write_line(warning, red=True, bold=True)
            if self._unwritten:
                terminalreporter.write_line(self._unwritten, red=True)
            for line in annotations(report, os.environ, Path.cwd()):
                terminalreporter.write_line(line)
