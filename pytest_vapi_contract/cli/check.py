"""`check`: everything that is wrong with a webhook."""

import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext, redirect_stdout
from dataclasses import replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..option_table import (
    ALLOW_INCOMPLETE,
    BASELINE,
    CHECK,
    FAIL_ON,
    HANDLES,
    IGNORE,
    MAX_EXAMPLES,
    MAX_LATENCY,
    NO_CACHE,
    ON_INVALID,
    READ,
    REPLAY,
    RESET,
    SCHEDULE,
    SKIP_CHECK,
    STATE,
    TIME_BUDGET,
    TOOLS,
    TYPE,
)
from .group import main
from .options import (
    click_option,
    handler_keywords,
    handler_options,
    replay_command,
    revision_option,
    seed_option,
)

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from rich.console import Console

    from ..checks import Report
    from ..checks.baseline import Baseline
    from ..conformance import RunOptions

#: Exit status.
FOUND, INCOMPLETE, INTERRUPTED = 1, 3, 130
#: What names standard output in the place of a file.
STDOUT = Path("-")


@main.command()
@click.argument("handler", metavar="HANDLER")
@handler_options
@revision_option
@click_option(TYPE)
@click_option(CHECK)
@click_option(SKIP_CHECK)
@click_option(HANDLES)
@click_option(TOOLS)
@click_option(ON_INVALID)
@click_option(MAX_EXAMPLES)
@seed_option
@click_option(TIME_BUDGET)
@click_option(MAX_LATENCY)
@click_option(FAIL_ON)
@click_option(ALLOW_INCOMPLETE)
@click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write a JSON report to this file; - for standard output, with the text on standard error.",
)
@click_option(BASELINE)
@click.option(
    "--write-baseline",
    "baseline_to_write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Accept the current findings: write them to this file for --baseline. Reasons in it are kept.",
)
@click.option(
    f"--{IGNORE.name}",
    IGNORE.key,
    multiple=True,
    metavar=IGNORE.metavar,
    help=f"{IGNORE.help} Can be repeated.",
)
@click_option(STATE)
@click_option(RESET)
@click_option(READ)
@click_option(SCHEDULE)
@click_option(REPLAY)
@click_option(NO_CACHE)
@click.option("-s", "--show-output", is_flag=True, help="Show what the handler prints and logs.")
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
    the check did not run.
    """
    from rich.console import Console

    from ..report_data import write_json
    from ..reporting import annotations
    from ..reporting.captured_output import own_output, silence
    from ..reporting.terminal import show

    in_pipe, here = file == STDOUT, Path.cwd()  # a handler may well change the directory
    console = Console(file=own_output(sys.stderr if in_pipe else sys.stdout), highlight=False)
    known = _known_in(baseline_to_write, options)
    aside = Console(file=own_output(sys.stderr), highlight=False)  # for what is not the report
    command = replay_command(handler, options)
    if replay is not None:
        report = _repeated(handler, replay, console, options)
    else:
        with redirect_stdout(sys.stderr) if in_pipe else nullcontext(), silence(wanted=not show_output):
            report = _checked(handler, aside, options, bar=not show_output, command=command)
        show(report, console)
    for line in annotations(report.to_json(), os.environ, here):
        click.echo(line, file=console.file)
    if in_pipe:
        click.echo(dumps(report.to_json(), indent=2))
    elif file is not None:
        write_json(report.to_json(), here / file)
    if baseline_to_write is not None and not report.interrupted:
        click.echo(_accepted(report, known, here, baseline_to_write), file=console.file)
        report = replace(report, findings=())
    raise SystemExit(_status(report))


def _known_in(path: Path | None, options: Mapping[str, Any]) -> "Baseline":
    """What is accepted already in the file that is to be written."""
    from ..checks.baseline import Baseline
    from ..checks.baseline_file import read_baseline

    if path is not None and options["baseline"] is not None:
        raise click.UsageError("--write-baseline keeps what its file has: use it without --baseline.")
    return read_baseline(path) if path is not None and path.exists() else Baseline()


def _accepted(report: "Report", known: "Baseline", directory: Path, file: Path) -> str:
    """Accept what was found, in a file that is relative to a directory, and say so."""
    from ..checks import counted
    from ..checks.settling import accept

    outdated = accept(report, known, directory / file)
    lines = [f"{counted(len(report.failures), 'finding')} accepted in {file}. Give each a reason there."]
    return "\n".join([*lines, *(f"removed, because it was not found again: {entry}" for entry in outdated)])


def _status(report: "Report") -> int:
    """The exit status for a report."""
    if report.interrupted:
        return INTERRUPTED
    if report.failures:
        return FOUND
    return 0 if report.ok else INCOMPLETE


def _checked(
    target: str, console: "Console", options: dict[str, Any], *, bar: bool, command: str
) -> "Report":
    from ..conformance import check_with
    from ..delivery import handler_of
    from ..reporting.line_files import line_directory, with_line_files
    from ..reporting.progress import progress_on

    _store_in_cache()
    shown = progress_on(console) if bar else nullcontext()
    given = run_options(target, options)
    with handler_of(target, given) as handler, shown as progress:
        report = check_with(handler, replace(given, progress=progress)).with_replay(command)
        return with_line_files(report, handler, line_directory(os.environ))


def _store_in_cache() -> None:
    """See to it that Hypothesis does not keep its tables of characters beside the user's code."""
    from ..case_sources.cache import cache_directory

    directory = cache_directory()
    if directory is not None:
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(directory / "hypothesis"))


def run_options(target: str, options: dict[str, Any]) -> "RunOptions":
    """The options of the run, from those of the command line."""
    from ..conformance import RunOptions, with_settings

    handler = handler_keywords(target, options)
    options["cache"] = not options.pop("no_cache", False)
    given = {name: value for name, value in options.items() if value not in (None, ())}
    return with_settings(RunOptions(**handler, **given | _probes(options)), target)


def _repeated(target: str, text: str, console: "Console", options: dict[str, Any]) -> "Report":
    from ..conformance import replay
    from ..delivery import handler_of
    from ..reporting.captured_output import listening
    from ..reporting.terminal import show_replay

    given = run_options(target, options)
    with listening() as printed, handler_of(target, given) as handler:
        again = replay(handler, text, given)
        show_replay(again, console, printed=printed())
    return again.report


def _probes(options: dict[str, Any]) -> dict[str, Any]:
    """The functions that tell the state, bring it back, and read the text of a turn."""
    return {name: _function(name, options[name]) for name in ("state", "reset", "read")}


def _function(name: str, target: str | None) -> Any:
    """The function that an option names; None if it names none."""
    from ..delivery.import_string import load

    found = None if target is None else load(target)
    if target is not None and not callable(found):
        raise click.UsageError(f"--{name} must name a function; {target!r} is not a function.")
    return found
