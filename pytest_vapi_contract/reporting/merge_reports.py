"""One report from those of several runs, each of which has sent a part: what has one cause is told once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from ..cases.skip import Skip
from ..checks import CHECKS
from ..conformance.diagnosis import told
from ..findings import Finding, Report, merged, rank_of
from ..findings.baseline import BaselineEntry, entry_of
from ..findings.latency import merged_latency
from ..findings.read_report import report_of
from ..findings.search_summary import SearchSummary, merged_search, missing_part
from ..findings.title_subject import subject_of
from ..findings.titles import with_sources_once
from ..report_formats import RenderedReport
from ..report_formats.severity_order import FAILING
from .report_texts import rendered_report


def merged_report(reports: Sequence[Report]) -> Report:
    """
    The report of several runs against the same handler, with the same revision.

    Its findings are grouped, named and ordered like those of one run. Exchanges and seconds are added up.
    """
    [first, *_] = reports
    search = merged_search([report.search for report in reports if report.search])
    types = _in_order(_each(reports, lambda report: report.types), first.all_types)
    checks = _in_order(_each(reports, lambda report: report.checks), tuple(CHECKS))
    return replace(
        first,
        checks=checks,
        types=types,
        findings=_findings(reports, types),
        exchanges=sum(report.exchanges for report in reports),
        seconds=sum(report.seconds for report in reports),
        skipped=_skipped(reports, search),
        search=search,
        interrupted=any(report.interrupted for report in reports),
        allow_incomplete=_may_be_incomplete(reports),
        fail_on=_in_order(_each(reports, lambda report: report.fail_on), FAILING),
        needs=max(report.needs for report in reports),
        usual=_is_usual(reports, checks),
        accepted=_each(reports, lambda report: report.accepted),
        ignored=_ignored(reports),
        outdated=_outdated(reports),
        remarks=_each(reports, lambda report: report.remarks),
        latency=merged_latency([report.latency for report in reports]),
    )


def united(reports: Sequence[RenderedReport]) -> RenderedReport:
    """One report from those of the many runs of a test session."""
    return rendered_report(merged_report([report_of(each.json) for each in reports]))


def _skipped(reports: Sequence[Report], search: SearchSummary | None) -> tuple[Skip, ...]:
    """What was not sent, and the parts of a search that are in no report, for now."""
    skipped = _each(reports, lambda report: report.skipped)
    if search is None:
        return skipped
    told = {missing_part((number, of)) for _, of in search.parts for number in range(1, of + 1)}
    return (*(skip for skip in skipped if skip not in told), *search.skips)


def _findings(reports: Sequence[Report], types: Sequence[str]) -> tuple[Finding, ...]:
    """The findings of all, each cause told once, about the types that were sent in any."""
    found = [finding for group in _by_handler(reports) for finding in _findings_of_one(group, types)]
    return tuple(with_sources_once(sorted(found, key=lambda finding: rank_of(finding.severity))))


def _ignored(reports: Sequence[Report]) -> tuple[BaselineEntry, ...]:
    """What is ignored: a cause that several reports of a handler have is one finding."""
    return tuple(chain.from_iterable(map(_ignored_of_one, _by_handler(reports))))


def _ignored_of_one(reports: Iterable[Report]) -> list[BaselineEntry]:
    found: list[BaselineEntry] = []
    for report in reports:
        found += [entry for entry in report.ignored if not any(map(entry.is_about, found))]
    return found


def _by_handler(reports: Iterable[Report]) -> Iterable[list[Report]]:
    """The reports of each handler: the tests of a session may have several."""
    groups: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.handler, report.revision), []).append(report)
    return groups.values()


def _findings_of_one(reports: Sequence[Report], types: Sequence[str]) -> list[Finding]:
    """The findings about one handler."""
    all_types = {*types} >= {*reports[0].all_types}
    single = (each for report in reports for finding in report.findings for each in _unfolded(finding))
    return told([_headed(finding, types, all_types=all_types) for finding in merged(single)])


def _unfolded(finding: Finding) -> Iterator[Finding]:
    """The finding, and those on the same line of the handler that it stands for, each by itself."""
    count = finding.count - sum(each.count for each in finding.folded)
    yield replace(finding, count=count, folded=(), told_apart="")
    yield from finding.folded


def _headed(finding: Finding, types: Sequence[str], *, all_types: bool) -> Finding:
    """The finding with a title about all the message types that showed it."""
    if not finding.names_types:
        return finding
    return replace(finding, subject=subject_of(finding.case, finding.types, types, all_types=all_types))


def _may_be_incomplete(reports: Sequence[Report]) -> bool:
    """Whether each that is incomplete may be so."""
    allowed = [report.allow_incomplete for report in reports if not report.complete]
    return all(allowed or (report.allow_incomplete for report in reports))


def _is_usual(reports: Sequence[Report], checks: Iterable[str]) -> bool:
    """Whether no fewer messages than usual were sent, for each check of the same types."""
    sent = [
        {type for report in reports if check in report.checks for type in report.types} for check in checks
    ]
    return all(report.usual for report in reports) and all(types == sent[0] for types in sent)


def _outdated(reports: Sequence[Report]) -> tuple[BaselineEntry, ...]:
    """The entries of a baseline that were no longer found in one run, nor in any other."""
    findings = (entry_of(finding) for report in reports for finding in report.findings)
    found = [*findings, *(entry for report in reports for entry in report.accepted)]
    outdated = _each(reports, lambda report: report.outdated)
    return tuple(entry for entry in outdated if not any(map(entry.is_about, found)))


def _each(reports: Sequence[Report], values: Callable[[Report], Iterable[Any]]) -> tuple[Any, ...]:
    """What the reports have, each once: what is true of every report is told once."""
    return tuple(dict.fromkeys(value for report in reports for value in values(report)))


def _in_order(values: Iterable[Any], order: Sequence[Any]) -> tuple[Any, ...]:
    """The values, those first that have a place in an order."""
    return tuple(sorted(values, key=lambda value: order.index(value) if value in order else len(order)))
