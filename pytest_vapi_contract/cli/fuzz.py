"""`fuzz`: a search for what is wrong with a webhook, for as long as there is time."""

from pathlib import Path
from typing import Any

import click

from ..option_table import DATABASE, FUZZ_BUDGET, MAX_EXCHANGES, NO_CACHE, NO_LOOK, SHARD
from .group import main
from .options import click_option, seed_option
from .report_command import ReportCommand, checked_options, demanded_options, report_options


@main.command()
@click.argument("handler", metavar="HANDLER")
@checked_options
@seed_option
@click_option(FUZZ_BUDGET)
@click_option(MAX_EXCHANGES)
@click_option(SHARD)
@click.option(
    f"--{DATABASE.name}",
    DATABASE.key,
    multiple=True,
    metavar=DATABASE.metavar,
    default=(DATABASE.default,),
    show_default=True,
    help=f"{DATABASE.help} Can be repeated.",
)
@click_option(NO_LOOK)
@demanded_options
@click_option(NO_CACHE)
@report_options
def fuzz(
    handler: str, file: Path | None, baseline_to_write: Path | None, show_output: bool, **options: Any
) -> None:
    """
    Search a webhook for faults for minutes or hours.

    The search starts with the messages of `check`, then varies messages more and more until the time is up.
    Press Ctrl-C to stop early; what was found so far is reported. HANDLER is an app or a function
    (module:attribute), a factory (module:factory()), or a URL.

    Exit status: 0 if nothing was found, 1 if there are findings, 2 if the webhook could not be searched, 3 if
    parts of the search did not run, 130 if it was interrupted.
    """
    from ..fuzzing.handler_fuzz import fuzz_with
    from ..fuzzing.options import FuzzOptions
    from ..reporting.fuzz_progress import fuzz_progress_on

    if options["no_cache"]:
        options["database"] = None
    options["look"] = not options.pop("no_look")
    run = ReportCommand(
        handler, options, file=file, baseline_to_write=baseline_to_write, show_output=show_output
    )
    run.finish(run.report(FuzzOptions, fuzz_with, fuzz_progress_on))
