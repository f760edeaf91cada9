"""`check`: everything that is wrong with a webhook."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..option_table import MAX_EXAMPLES, NO_CACHE, REPLAY, TIME_BUDGET
from .group import main
from .options import click_option, seed_option
from .report_command import ReportCommand, checked_options, demanded_options, report_options, run_options

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from rich.console import Console

    from ..findings import Report


@main.command()
@click.argument("handler", metavar="HANDLER")
@checked_options
@click_option(MAX_EXAMPLES)
@seed_option
@click_option(TIME_BUDGET)
@demanded_options
@click_option(REPLAY)
@click_option(NO_CACHE)
@report_options
def check(
    handler: str,
    file: Path | None,
    baseline_to_write: Path | None,
    replay: str | None,
    show_output: bool,
    **options: Any,
) -> None:
    """
    Check a webhook and report what is wrong with it.

    HANDLER is an app or a function (module:attribute), a factory (module:factory()), or a URL.

    Exit status: 0 if the webhook passes, 1 if there are findings, 2 if it could not be checked, 3 if parts of
    the check did not run, 130 if it was interrupted.
    """
    from ..conformance import RunOptions, check_with
    from ..reporting.progress import progress_on

    run = ReportCommand(
        handler, options, file=file, baseline_to_write=baseline_to_write, show_output=show_output
    )
    if replay is not None:
        report = _repeated(handler, replay, run.console, options)
    else:
        report = run.report(RunOptions, check_with, progress_on)
    run.finish(report)


def _repeated(target: str, text: str, console: "Console", options: dict[str, Any]) -> "Report":
    from ..conformance import RunOptions, replay
    from ..delivery import handler_of
    from ..reporting.captured_output import listening
    from ..reporting.terminal import show_replay

    given = run_options(target, options, RunOptions)
    with listening() as printed, handler_of(target, given) as handler:
        again = replay(handler, text, given)
        show_replay(again, console, printed=printed())
    return again.report
