"""
`check`: everything that is wrong with a webhook.
"""

from pathlib import Path
from typing import Any

import click

from .group import main
from .options import handler_from, handler_options, revision_option, seed_option


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
def check(handler: str, file: Path | None, **options: Any) -> None:
    """
    Check a webhook: an app or a function as module:attribute, a factory as module:factory(), or a URL.

    Exit status 1 if something was found, 2 if the webhook could not be checked.
    """
    from rich.console import Console

    from ..conformance import check_handler
    from ..reporting import write_json
    from ..reporting.progress import progress_on
    from ..reporting.terminal import show

    console = Console(highlight=False)
    with handler_from(handler, options) as target, progress_on(console) as progress:
        given = {name: value for name, value in options.items() if value not in (None, ())}
        report = check_handler(target, progress=progress, **given)
    show(report, console)
    if file is not None:
        write_json(report.to_json(), file)
    raise SystemExit(130 if report.interrupted else int(not report.ok))
