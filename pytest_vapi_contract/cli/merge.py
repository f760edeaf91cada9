"""`merge`: one report from those of several runs, each of which has sent a part."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..option_table import ALLOW_INCOMPLETE, BASELINE, FAIL_ON
from .group import main
from .options import click_option
from .report_command import ReportOutput, output_options

if TYPE_CHECKING:  # at run time it is imported where it is needed: `--help` imports nothing heavy
    from ..findings import Report


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click_option(FAIL_ON)
@click_option(ALLOW_INCOMPLETE)
@click_option(BASELINE)
@output_options
def merge(files: tuple[Path, ...], file: Path | None, baseline_to_write: Path | None, **options: Any) -> None:
    """
    Merge JSON reports of the same webhook into one.

    FILE is a report written by --json. Findings with the same cause become one finding; exchanges and seconds
    are added up.

    Exit status: 0 if the webhook passes, 1 if there are findings, 2 if the reports cannot be merged, 3 if
    parts of a check did not run.
    """
    from ..reporting.terminal import show

    output = ReportOutput(options, file=file, baseline_to_write=baseline_to_write)
    report = _merged(files, options)
    show(report, output.console)
    output.finish(report)


def _merged(files: tuple[Path, ...], options: dict[str, Any]) -> "Report":
    """The report of all, with what the options of the command settle."""
    from dataclasses import replace

    from ..conformance import RunOptions
    from ..reporting.merge_reports import merged_report
    from ..reporting.report_file import read_reports

    given = RunOptions(**{name: value for name, value in options.items() if value not in (None, ())})
    report = merged_report(read_reports(files))
    fail_on = options["fail_on"] or report.fail_on
    allowed = report.allow_incomplete or given.allow_incomplete
    return given.settled.applied(replace(report, fail_on=tuple(fail_on), allow_incomplete=allowed))
