"""
`check`: everything that is wrong with a webhook.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from .group import main
from .options import handler_from, handler_options, replay_command, revision_option, seed_option

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from rich.console import Console

    from ..checks import Report
    from ..delivery import Handler


@main.command()
@click.argument("handler", metavar="HANDLER")
@handler_options
@revision_option
@click.option(
    "--type", "types", multiple=True, metavar="TYPE", help="Only this message type; may be repeated."
)
@click.option("--check", "checks", multiple=True, metavar="CHECK", help="Only this check; may be repeated.")
@click.option(
    "--on-invalid",
    type=click.Choice(["survive", "reject"]),
    default="survive",
    show_default=True,
    help="What has to become of an invalid message.",
)
@click.option(
    "--max-examples", type=click.IntRange(1), metavar="N", help="So many messages of one kind and type."
)
@seed_option
@click.option(
    "--time-budget",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Send nothing after that.",
)
@click.option(
    "--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there."
)
@click.option(
    "--state", metavar="TARGET", help="module:function that tells your state; then effects are checked, too."
)
@click.option(
    "--reset", metavar="TARGET", help="module:function that brings your state back, before each exchange."
)
@click.option(
    "--replay",
    metavar="ID",
    help="Repeat one exchange, by the text that stands for it in a finding, and nothing else.",
)
def check(handler: str, file: Path | None, replay: str | None, **options: Any) -> None:
    """
    Check a webhook: an app or a function as module:attribute, a factory as module:factory(), or a URL.

    Exit status 1 if something was found, 2 if the webhook could not be checked.
    """
    from rich.console import Console

    from ..reporting import annotations, with_replay, write_json
    from ..reporting.terminal import show

    console = Console(highlight=False)
    command = replay_command(handler, options)
    probes = {name: _function(name, options.pop(name)) for name in ("state", "reset")}
    with handler_from(handler, options) as target:
        if replay is not None:
            report = _repeated(target, replay, console, options["revision"], probes)
        else:
            report = with_replay(_checked(target, console, options | probes), command)
            show(report, console)
    for line in annotations(report.to_json(), os.environ, Path.cwd()):
        click.echo(line)
    if file is not None:
        write_json(report.to_json(), file)
    raise SystemExit(130 if report.interrupted else int(not report.ok))


def _checked(target: "Handler", console: "Console", options: dict[str, Any]) -> "Report":
    from ..conformance import check_handler
    from ..reporting.progress import progress_on

    given = {name: value for name, value in options.items() if value not in (None, ())}
    with progress_on(console) as progress, _without_traces():
        return check_handler(target, progress=progress, **given)


@contextmanager
def _without_traces() -> Iterator[None]:
    """
    Let Hypothesis keep its files where they vanish, and not beside the user's code.
    """
    with TemporaryDirectory() as directory:
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", directory)
        yield


def _repeated(
    target: "Handler", text: str, console: "Console", revision: str | None, probes: dict[str, Any]
) -> "Report":
    from ..conformance import replay
    from ..contract import Contract
    from ..reporting.terminal import show_replay

    again = replay(target, text, contract=Contract.load(revision), **probes)
    show_replay(again, console)
    return again.report


def _function(name: str, target: str | None) -> Any:
    """
    The function that an option names; None if it names none.
    """
    from ..delivery.target import load

    found = None if target is None else load(target)
    if target is not None and not callable(found):
        raise click.UsageError(f"--{name} is the name of a function, and {target!r} is none.")
    return found
