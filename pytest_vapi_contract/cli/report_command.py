"""What commands that check a whole webhook have in common: what they print and write, and how they end."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing, nullcontext, redirect_stdout
from dataclasses import replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from ..garbage_collection import never_collected
from ..option_table import (
    ALLOW_INCOMPLETE,
    BASELINE,
    CHECK,
    FAIL_ON,
    HANDLES,
    IGNORE,
    MAX_LATENCY,
    ON_INVALID,
    READ,
    RESET,
    SCHEDULE,
    SKIP_CHECK,
    STATE,
    TOOLS,
    TYPE,
)
from .ending_signals import ending_signals
from .exit_status import status_of
from .options import (
    HANDLER_OPTIONS,
    Command,
    click_option,
    handler_keywords,
    replay_command,
    revision_option,
    with_options,
)

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from rich.console import Console

    from ..conformance import OnProgress, RunOptions
    from ..findings import Report
    from ..findings.baseline import Baseline

    Options = TypeVar("Options", bound=RunOptions)
    Shown = Callable[[Console], AbstractContextManager[OnProgress]]

#: What names standard output in the place of a file.
STDOUT = Path("-")

#: The webhook, and which messages and checks it is about.
CHECKED = (
    *HANDLER_OPTIONS,
    revision_option,
    *map(click_option, (TYPE, CHECK, SKIP_CHECK, HANDLES, TOOLS, ON_INVALID)),
)
#: What is demanded of the webhook, and what its state is read by.
DEMANDED = tuple(
    map(click_option, (MAX_LATENCY, FAIL_ON, ALLOW_INCOMPLETE, BASELINE, STATE, RESET, READ, SCHEDULE))
)
#: What becomes of the report.
OUTPUT_OPTIONS = (
    click.option(
        "--json",
        "file",
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        help="Write a JSON report to this file; - writes it to standard output, and text to standard error.",
    ),
    click.option(
        "--junit",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write a JUnit file, with a test case for each check.",
    ),
    click.option(
        "--write-baseline",
        "baseline_to_write",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Accept the current findings: write them to this file for --baseline. Reasons in it are kept.",
    ),
    click.option(
        f"--{IGNORE.name}",
        IGNORE.key,
        multiple=True,
        metavar=IGNORE.metavar,
        help=f"{IGNORE.help} Can be repeated.",
    ),
)
SHOW_OUTPUT = click.option("-s", "--show-output", is_flag=True, help="Show what the handler prints and logs.")


def checked_options(command: Command) -> Command:
    """Give a command the options that say which webhook is checked, and with what."""
    return with_options(CHECKED, command)


def demanded_options(command: Command) -> Command:
    """Give a command the options that say what is demanded of the webhook."""
    return with_options(DEMANDED, command)


def output_options(command: Command) -> Command:
    """Give a command the options that say what becomes of its report."""
    return with_options(OUTPUT_OPTIONS, command)


def report_options(command: Command) -> Command:
    """Give a command these options, and the one that says what becomes of what the handler prints."""
    return output_options(SHOW_OUTPUT(command))


class ReportOutput:
    """What a command does with a report: where it is shown, what is written, and how the command ends."""

    def __init__(self, options: dict[str, Any], *, file: Path | None, baseline_to_write: Path | None) -> None:
        from rich.console import Console

        from ..reporting.captured_output import own_output

        self._file, self._baseline_to_write = file, baseline_to_write
        self._junit: Path | None = options.pop("junit")
        self._in_pipe = file == STDOUT
        self._here = Path.cwd()  # a handler may well change the directory
        self.console = Console(file=own_output(sys.stderr if self._in_pipe else sys.stdout), highlight=False)
        self._known = _known_in(baseline_to_write, options)

    def finish(self, report: "Report") -> NoReturn:
        """Write what is to be written, and end with the exit status for the report."""
        from ..report_formats import write_json
        from ..reporting import annotations
        from ..reporting.captured_output import raise_unwritten

        record = report.to_json()
        for line in annotations(record, os.environ, self._here):
            click.echo(line, file=self.console.file)
        if self._file is not None and not self._in_pipe:
            write_json(record, self._here / self._file)
        if self._junit is not None:
            from ..reporting.junit_file import write_junit

            write_junit(report, self._here / self._junit)
        if self._baseline_to_write is not None and not report.interrupted:
            told = _accepted(report, self._known, self._here, self._baseline_to_write)
            click.echo(told, file=self.console.file)
            report = replace(report, findings=())
        if self._in_pipe:
            click.echo(dumps(record, indent=2))
        else:
            raise_unwritten(self.console.file)
        raise SystemExit(status_of(report))


class ReportCommand(ReportOutput):
    """A command that makes a report of a webhook."""

    def __init__(
        self,
        target: str,
        options: dict[str, Any],
        *,
        file: Path | None,
        baseline_to_write: Path | None,
        show_output: bool,
    ) -> None:
        from rich.console import Console

        from ..reporting.captured_output import own_output

        super().__init__(options, file=file, baseline_to_write=baseline_to_write)
        self._target, self._options = target, options
        self._show_output = show_output
        self._aside = Console(file=own_output(sys.stderr), highlight=False)  # for what is not the report

    def report(
        self,
        kind: "type[Options]",
        run: "Callable[[Any, Options], Report]",
        shown: "Shown",
    ) -> "Report":
        """The report of a run, which is shown; meanwhile it is shown how far it is."""
        from ..reporting.captured_output import silence
        from ..reporting.terminal import show

        aside = redirect_stdout(sys.stderr) if self._in_pipe else nullcontext()
        with aside, silence(wanted=not self._show_output):
            report = self._made(kind, run, shown if not self._show_output else lambda _: nullcontext())
        show(report, self.console)
        return report

    def _made(
        self, kind: "type[Options]", run: "Callable[[Any, Options], Report]", shown: "Callable[[Any], Any]"
    ) -> "Report":
        from ..delivery import handler_of
        from ..reporting.line_files import line_directory, with_line_files

        _store_in_cache()
        command = replay_command(self._target, self._options)
        given = run_options(self._target, self._options, kind)
        never_collected()  # before the handler is there: what it makes is collected as ever
        # It starts at the first exchange, within the time of the run.
        with (
            ending_signals() as interrupt,
            closing(handler_of(self._target, given)) as handler,
            shown(self._aside) as progress,
        ):
            interrupt()
            report = run(handler, replace(given, progress=progress)).with_replay(command)
            return with_line_files(report, handler, line_directory(os.environ))


def _known_in(path: Path | None, options: Mapping[str, Any]) -> "Baseline":
    """What is accepted already in the file that is to be written."""
    from ..findings.settled_findings import known_in

    if path is not None and options["baseline"] is not None:
        raise click.UsageError(
            "--write-baseline cannot be combined with --baseline: it keeps the entries of its own file."
        )
    return known_in(path)


def _accepted(report: "Report", known: "Baseline", directory: Path, file: Path) -> str:
    """Accept what was found, in a file that is relative to a directory, and say so."""
    from ..findings.settled_findings import accept, acceptance

    return "\n".join(acceptance(report, accept(report, known, directory / file), file))


def _store_in_cache() -> None:
    """See to it that Hypothesis does not keep its tables of characters beside the user's code."""
    from ..case_sources.cache import cache_directory

    directory = cache_directory()
    if directory is not None:
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(directory / "hypothesis"))


def run_options(target: str, options: dict[str, Any], kind: "type[Options]") -> "Options":
    """The options of a run, as a value of their kind, from those of the command line."""
    from ..conformance import with_settings

    handler = handler_keywords(target, options)
    options["cache"] = not options.pop("no_cache", False)
    given = {name: value for name, value in options.items() if value not in (None, ())}
    return with_settings(kind(**handler, **given | _probes(options)), target)


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
