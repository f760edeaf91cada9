"""What is done with findings that a user has settled: accepted by a baseline, or ignored by their code."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..cases.skip import counted
from .baseline import Baseline, BaselineEntry, entry_of
from .baseline_file import read_baseline, write_baseline
from .codes import CODES
from .finding import Finding
from .report import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledFindings:
    """What a user has settled before a run."""

    baseline: Baseline = field(default_factory=Baseline)
    ignored: Collection[str] = ()  #: Codes.

    def applied(self, report: Report, today: date | None = None) -> Report:
        """The report without the findings that are settled, which it lists apart."""
        today = today or date.today()
        wanted = [each for each in report.findings if each.code not in self.ignored]
        ignored = [entry_of(each) for each in report.findings if each.code in self.ignored]
        entries = [self.baseline.entry_for(finding) for finding in wanted]
        accepted = [entry for entry in entries if entry is not None and not entry.expired(today)]
        return replace(
            report,
            findings=tuple(
                _expired(finding, entry) if entry else finding
                for finding, entry in zip(wanted, entries, strict=True)
                if entry is None or entry.expired(today)
            ),
            accepted=(*report.accepted, *accepted),
            ignored=(*report.ignored, *ignored),
            outdated=tuple(dict.fromkeys((*report.outdated, *self.outdated(report)))),
        )

    def outdated(self, report: Report) -> tuple[BaselineEntry, ...]:
        """The entries for which nothing was found, although the run has looked for everything."""
        if not (report.thorough and report.complete):
            return ()
        found = [*map(entry_of, report.findings), *report.accepted]
        left = [entry for entry in self.baseline.entries if not any(map(entry.is_about, found))]
        return tuple(each for each in left if each.code not in self.ignored and _was_checked(each, report))


def _was_checked(entry: BaselineEntry, report: Report) -> bool:
    return entry.code not in CODES or CODES[entry.code].check in report.checks


def _expired(finding: Finding, entry: BaselineEntry) -> Finding:
    return replace(finding, accepted=f"until {entry.expires} (expired): {entry.reason}")


def known_in(path: Path | None) -> Baseline:
    """What is accepted already in a file that is to be written. Raises `BadBaseline`."""
    return read_baseline(path) if path is not None and path.exists() else Baseline()


def acceptance(report: Report, outdated: Iterable[BaselineEntry], file: Path) -> tuple[str, ...]:
    """What is said of the findings of a report that are accepted in a file, and of what is not any more."""
    accepted = f"{counted(len(report.failures), 'finding')} accepted in {file}. Give each a reason there."
    return accepted, *(f"removed, because it was not found again: {entry}" for entry in outdated)


def accept(
    report: Report, known: Baseline, path: Path, today: date | None = None
) -> tuple[BaselineEntry, ...]:
    """
    Write a baseline that accepts all findings of a report; the entries of the known one that it has no more.

    What is known keeps its reason and its last day, and stays where the run could not have found it. Raises
    `OutputNotWritten`.
    """
    today = today or date.today()
    outdated = SettledFindings(baseline=known).outdated(report)
    found = [known.entry_for(finding) for finding in report.failures]
    kept = [entry for entry in known.entries if entry not in found and entry not in outdated]
    write_baseline(known.renewed(report.failures, today=today, kept=kept), path)
    return outdated
