"""What the whole session has found, over all items, tests and workers."""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .failures import ContractBroken, ToldFailure
from .session_options import GIVEN, SessionOptions, replay_command

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..findings import Report
    from ..report_formats import RenderedReport

#: What the handler printed in the exchanges that are shown, by where it did so; nothing else is shown of it.
PRINTED = pytest.StashKey[Mapping[str, str]]()
#: What the runs of one item have found.
RENDERED = pytest.StashKey["list[RenderedReport]"]()
#: What came of the exchanges that were repeated in one item, as text.
REPLAYED = pytest.StashKey[list[str]]()
#: What hides the secrets of the exchanges in one item.
MASKS = pytest.StashKey[set[tuple[str, str]]]()


def note(item: pytest.Item, report: "Report") -> "RenderedReport":
    """Keep what a run of an item has found, with the lines that repeat it; put it among its properties."""
    from ..report_formats import properties_of
    from ..reporting import rendered_report

    test = item.nodeid if isinstance(item, pytest.Function) else ""
    rendered = rendered_report(report.with_replay(replay_command(item.config, test)))
    item.stash.setdefault(RENDERED, []).append(rendered)
    exchanges = [each.exchange for each in report.findings]
    item.stash.setdefault(MASKS, set()).update(mask for each in exchanges for mask in each.request.masks)
    item.user_properties += properties_of(rendered.json)
    return rendered


def keep_in(outcome: pytest.TestReport, item: pytest.Item, error: BaseException | None) -> None:
    """Put into the outcome of an item what is told of it, as JSON: it may have to leave a worker."""
    kept = vars(outcome)
    kept["vapi_contract"] = [each.to_json() for each in item.stash.get(RENDERED, ())]
    kept["vapi_replayed"] = list(item.stash.get(REPLAYED, ()))
    if isinstance(error, ContractBroken):
        kept["vapi_failure"] = [error.told.titles, error.told.reprcrash.message]


def tidy_output(item: pytest.Item, outcome: pytest.TestReport) -> None:
    """
    Hide the secrets that a handler has printed or logged, for its output is shown with a failure.

    Of an item that sends hundreds of requests only the output of those is shown that are shown themselves.
    """
    printed = item.stash.get(PRINTED, None)
    if printed is not None:
        outcome.sections = [(f"Captured {where} {outcome.when}", text) for where, text in printed.items()]
        return
    masks = {*item.config.stash[GIVEN].masks, *item.stash.get(MASKS, ())}
    if masks and outcome.sections:
        from ..delivery import hide

        outcome.sections = [(name, hide(text, tuple(masks))) for name, text in outcome.sections]


class Outcomes:
    """What the whole session has found, over all items, tests and workers."""

    def __init__(self, given: SessionOptions, directory: Path) -> None:
        self._given = given
        self._directory = directory
        self._told: list[Any] = []
        self._replayed: list[str] = []
        self._unwritten = ""

    @cached_property
    def _report(self) -> "RenderedReport":
        """The report of the session, when it is over."""
        from ..report_formats import RenderedReport
        from .section import session_report

        return session_report([RenderedReport.from_json(each) for each in self._told])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what was found in one item, and have the short summary begin with what decides."""
        kept = vars(report)
        self._told += kept.get("vapi_contract", [])
        self._replayed += kept.get("vapi_replayed", [])
        if "vapi_failure" in kept:
            titles, brief = kept["vapi_failure"]
            crash = getattr(report.longrepr, "reprcrash", None)
            if crash is None:  # a worker of xdist has sent text
                report.longrepr = ToldFailure(str(report.longrepr), titles, brief)  # type: ignore[assignment]
            else:
                crash.message = brief

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write the report, if one is wanted."""
        if self._given.report and self._told:
            from ..errors import OutputNotWritten
            from ..report_formats import write_json

            try:
                write_json(self._report.json, self._directory / self._given.report)
            except OutputNotWritten as error:
                self._unwritten = str(error)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Tell everything that was found, once."""
        for text in self._replayed:
            terminalreporter.write_sep("-", "vapi-contract")
            terminalreporter.write_line(text)
        if self._told and not self._replayed:
            from .section import write_section

            write_section(terminalreporter, self._report, os.environ, Path.cwd())
        if self._unwritten:
            terminalreporter.write_line(self._unwritten, red=True)
