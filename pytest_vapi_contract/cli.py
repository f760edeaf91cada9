"""
The command `vapi-contract`. Wiring only; `--help` imports nothing heavy.
"""

import json
from pathlib import Path
from typing import Any

import click

from .errors import ContractError, UnknownMessageType

revision_option = click.option(
    "--revision", metavar="DATE", help="Revision of the contract; the newest by default."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed gives other messages."
)
type_argument = click.argument("type", metavar="TYPE")


class Commands(click.Group):
    """
    Commands that tell in one line of what a user can put right, with exit status 2.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """
        Run the command.
        """
        try:
            return super().invoke(ctx)
        except ContractError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pytest-vapi-contract", prog_name="vapi-contract")
def main() -> None:
    """
    Contract tests for Vapi webhooks.
    """


@main.command()
@click.argument("handler", metavar="HANDLER")
@click.option("--path", default="/", show_default=True, help="Path of the webhook.")
@click.option(
    "--secret", metavar="SECRET", help="Sent as X-Vapi-Secret; env:NAME takes it from the environment."
)
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
@click.option("--allow-remote", is_flag=True, help="HANDLER may be a URL that leads off this machine.")
def check(handler: str, file: Path | None, **options: Any) -> None:
    """
    Check a webhook: an app or a function as module:attribute, a factory as module:factory(), or a URL.

    Exit status 1 if something was found, 2 if the webhook could not be checked.
    """
    from rich.console import Console

    from .conformance import check_handler
    from .reporting import write_json
    from .reporting.progress import progress_on
    from .reporting.terminal import show

    given = {name: value for name, value in options.items() if value not in (None, ())}
    console = Console(highlight=False)
    with progress_on(console) as progress:
        report = check_handler(handler, progress=progress, **given)
    show(report, console)
    if file is not None:
        write_json(report.to_json(), file)
    raise SystemExit(130 if report.interrupted else int(not report.ok))


@main.command()
@type_argument
@seed_option
@revision_option
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="So many messages.")
@click.option(
    "--detail", type=click.Choice(["minimal", "typical", "rich"]), default="typical", show_default=True
)
@click.option("--minimal", is_flag=True, help="The smallest message: --detail minimal.")
@click.option(
    "--observed", is_flag=True, help="As production sends it, which is not always as the schema says."
)
def sample(
    type: str, seed: int, revision: str | None, count: int, detail: str, minimal: bool, observed: bool
) -> None:
    """
    Print realistic messages, one a line; a single one is indented.
    """
    from .contract import Contract
    from .samples import sample as sampled

    contract = Contract.load(revision)
    options: dict[str, Any] = {
        "detail": "minimal" if minimal else detail,
        "reading": "observed" if observed else "every",
    }
    for at in range(count):
        message = sampled(type, seed=seed + at, contract=contract, **options)
        click.echo(json.dumps(message, ensure_ascii=False, indent=2 if count == 1 else None))


@main.command()
@type_argument
@revision_option
@click.option("--all", "every", is_flag=True, help="Every one; by default a few that stand for all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the body.")
def mutations(type: str, revision: str | None, every: bool, as_json: bool) -> None:
    """
    List the broken messages of a type: what is broken, where, and which rule that breaks.
    """
    from .contract import Contract
    from .mutations import each_mutation, representative_mutations

    contract = Contract.load(revision)
    if type not in contract.message_types:
        raise UnknownMessageType(type, contract.message_types)
    for each in (each_mutation if every else representative_mutations)(contract, type):
        if as_json:
            fields = {
                "id": each.id,
                "at": each.at,
                "keyword": each.keyword,
                "why": each.why,
                "body": each.body,
            }
            click.echo(json.dumps(fields, ensure_ascii=False))
        else:
            click.echo(f"{each.id:<44} {each.why}")


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@revision_option
def validate(files: tuple[Path, ...], revision: str | None) -> None:
    """
    Say whether the message in each file keeps the contract. Exit status 1 if one is violating.
    """
    from .contract import Contract

    contract = Contract.load(revision)
    verdicts = [(file, contract.judge(_message_in(file))) for file in files]
    for file, verdict in verdicts:
        click.echo(f"{file}: {verdict}")
    raise SystemExit(int(any(verdict.standing == "violating" for _, verdict in verdicts)))


@main.command(name="import")
@click.argument("document", metavar="OPENAPI", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where bundles are kept.")
@click.option("--revision", metavar="DATE", help="The name of the revision; from the document by default.")
def import_document(document: Path, output: Path | None, revision: str | None) -> None:
    """
    Turn an OpenAPI document (JSON) into a revision of the contract.
    """
    from .bundle import write_bundle
    from .checks import counted
    from .openapi import import_document as imported

    bundle = imported(document, revision)
    directory = output or Path("schemas")
    write_bundle(bundle, directory)
    types = counted(len(bundle.messages), "message type")
    click.echo(f"Revision {bundle.revision}, {types}, written to {directory}.")


@main.command()
def revisions() -> None:
    """
    List the revisions of the contract, the newest last.
    """
    from .bundle import revisions as known

    click.echo("\n".join(known()))


def _message_in(file: Path) -> Any:
    """
    The JSON value in a file. Raises `click.ClickException`, which has exit status 2 here.
    """
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{file} cannot be read as JSON: {error}") from error
