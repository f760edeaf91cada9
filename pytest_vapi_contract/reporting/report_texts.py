"""Makes the texts of a report."""

from collections.abc import Mapping, Sequence

from ..findings import Finding, Report
from ..report_formats import RenderedFinding, RenderedReport


def rendered_report(report: Report, printed: Sequence[Mapping[str, str]] = ()) -> RenderedReport:
    """A report as text; `printed` is what the handler printed in the exchange of each finding, if known."""
    nothing: Mapping[str, str] = {}
    outputs = [*printed, *(nothing for _ in report.findings[len(printed) :])]
    return RenderedReport(
        json=report.to_json(),
        findings=tuple(_told(*each, report) for each in zip(report.findings, outputs, strict=True)),
        skipped=report.asides,
        warning=report.warning,
        may_be_incomplete=report.allow_incomplete,
    )


def _told(finding: Finding, printed: Mapping[str, str], report: Report) -> RenderedFinding:
    return RenderedFinding(
        json=finding.to_json(),
        title=f"{finding.severity.upper()}  {finding.title}",
        brief=finding.brief,
        text=str(finding),
        fails=finding.severity in report.fail_on,
        printed=printed,
    )
