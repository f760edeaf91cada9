"""The one run of a session: whichever item comes first has it made, and all items read its report."""

import json
import os
import traceback
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ..clock import now
from .listing import Listed, Listing
from .session_options import SessionOptions, replay_command

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from collections.abc import Callable, Generator, Mapping

    from ..conformance.run_options import RunOptions
    from ..findings import Finding, Report
    from ..findings.baseline import Baseline
    from ..report_formats import RenderedReport

#: Seconds that the worker that has listed the items gets to begin the run: the others would first have to
#: import what it takes.
LEAD = 0.5


#: Seconds in which findings are sent once more, to see what the handler prints; the same after a run that has
#: used up its time; and characters that are kept.
PRINTING, HASTY_PRINTING, MOST_PRINTED = 1.0, 0.2, 20_000
#: The ways in which pytest captures output and shows it, too.
SHOWN_AT_ONCE = ("no", "tee-sys")
#: Characters of an error of ours.
MOST_TOLD = 20_000


class Outcome(NamedTuple):
    """What came of the run: a report, or why there is none."""

    rendered: "RenderedReport | None" = None
    error: str = ""
    reason: str = ""  #: The same in few words.


class WholeRun:
    """The one run of a session, for all items that were selected."""

    def __init__(self, config: pytest.Config, given: SessionOptions, shared: Path | None) -> None:
        self._config, self._given = config, given
        self._shared = shared and shared / "run"
        self.listing = Listing(given, shared and shared / "items")
        #: The check of each item that was selected, and its message type if it is about one.
        self.selected: Sequence[Listed] = ()
        self._untaken: list[RenderedReport] = []  #: The report, if the run was made here, until it is taken.

    @cached_property
    def outcome(self) -> Outcome:
        """What came of the run, which is made now if it was not."""
        if self._shared is None:
            return self._made()
        from ..report_formats import RenderedReport
        from .sharing import made_once

        lead = 0.0 if self.listing.made_here else LEAD
        rendered, error, reason = json.loads(
            made_once(self._shared, lambda: _written(self._made()), lead=lead)
        )
        return Outcome(RenderedReport.from_json(rendered) if rendered else None, error, reason)

    @property
    def first_without_failure(self) -> Listed | None:
        """The first of the selected items that has no finding of its own."""
        failures = self.outcome.rendered.failures if self.outcome.rendered else ()
        return next(
            (each for each in self.selected if not any(found.concerns(*each) for found in failures)), None
        )

    def taken(self) -> "list[RenderedReport]":
        """The report, for the one who takes it first, in the process that made it."""
        taken, self._untaken = self._untaken, []
        return taken

    def _made(self) -> Outcome:
        from ..delivery import said
        from ..errors import ContractError

        try:
            rendered = self._checked()
        except ContractError as error:
            return Outcome(error=str(error), reason="no webhook answers")
        except Exception:  # noqa: BLE001 - else each item would try again
            told_error = said(traceback.format_exc(), self._given.masks, MOST_TOLD)
            return Outcome(error=told_error, reason="the check failed")
        self._untaken = [rendered]
        return Outcome(rendered)

    def _checked(self) -> "RenderedReport":
        from ..conformance import check_with
        from ..reporting import rendered_report

        given = self._given
        checks = tuple(dict.fromkeys(check for check, _ in self.selected))
        if {*checks} >= {check.id for check in given.checks}:  # what cannot be checked is named as such
            checks = tuple(check.id for check in given.asked_checks)
        asked = {type for _, type in self.selected if type}
        types = tuple(type for type in given.types if type in asked) or given.types
        options = given.run_options.updated({"checks": checks, "types": types})
        report = self.finished(lambda: check_with(given.handler, options))
        until = now() + (HASTY_PRINTING if is_late(report, options) else PRINTING)
        with self._unheard():
            printed = [self._printed(finding, until) for finding in report.findings]
        return rendered_report(report, printed)

    def finished(self, run: "Callable[[], Report]") -> "Report":
        """The report of a run, with commands that repeat it; the baseline is written if asked for."""
        from ..reporting.line_files import with_line_files

        known = self._given.known
        with self._unheard():
            report = run().with_replay(replay_command(self._config))
        return with_line_files(self._accepted(report, known), self._given.handler, self._line_directory)

    @contextmanager
    def _unheard(self) -> "Generator[None, None, None]":
        """Drop what the handler prints and logs, which pytest would keep, unless it shows it at once."""
        from ..reporting.captured_output import kept_open, silence, unrecorded

        is_kept = self._config.getoption("capture", "no") not in SHOWN_AT_ONCE
        with silence(wanted=is_kept), kept_open(), unrecorded():
            yield

    def _accepted(self, report: "Report", known: "Baseline") -> "Report":
        """The report with its findings accepted, if a baseline is to be written; it is, then."""
        from ..findings.settled_findings import SettledFindings, accept, acceptance, known_in

        file = self._given.baseline_to_write
        if file is None or report.interrupted:
            return report
        shown = Path(os.path.relpath(file, self._config.invocation_params.dir))
        lines = acceptance(report, accept(report, known, file), shown)
        settled = SettledFindings(baseline=known_in(file)).applied(report)
        return replace(settled, remarks=(*report.remarks, *lines))

    @property
    def _line_directory(self) -> Path | None:
        """Where bodies and ids go that are too long for a line: into pytest's cache, if there is one."""
        from ..reporting.line_files import line_directory

        usual, cache = line_directory(os.environ), getattr(self._config, "cache", None)
        return cache.mkdir("vapi-contract") if usual and cache else usual

    def _printed(self, finding: "Finding", until: float) -> "Mapping[str, str]":
        """What the handler prints in the exchange of a finding, which is sent once more, if there is time."""
        from ..checks.state_probe import bring_back
        from ..conformance.probes import Probes
        from ..delivery import said
        from ..reporting.captured_output import printed_by

        handler, exchange, left = self._given.handler, finding.exchange, until - now()
        if finding.is_note or exchange.timed_out or not handler.in_process or left <= 0:
            return {}
        with suppress(Exception):  # it is worth less than what was found
            if self._given.reset is not None:
                Probes().ask("reset", partial(bring_back, self._given.reset), left)
            printed = printed_by(partial(handler.deliver, exchange.request, min(left, handler.timeout)))
            masks = (*self._given.masks, *exchange.request.masks)
            return {where: said(text, masks, MOST_PRINTED) for where, text in printed.items()}
        return {}


def is_late(report: "Report", options: "RunOptions") -> bool:
    """Whether a run has used up its time."""
    from ..conformance.budget import TIME_BUDGET

    return report.seconds > (TIME_BUDGET if options.time_budget is None else options.time_budget)


def _written(outcome: Outcome) -> str:
    rendered = outcome.rendered.to_json() if outcome.rendered else None
    return json.dumps([rendered, outcome.error, outcome.reason])


RUN = pytest.StashKey[WholeRun]()
