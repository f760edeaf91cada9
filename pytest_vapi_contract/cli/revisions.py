"""`validate`, `import` and `revisions`: the contract itself."""

import json
import warnings
from pathlib import Path
from typing import Any

import click

from .group import main
from .options import revision_option


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@revision_option
def validate(files: tuple[Path, ...], revision: str | None) -> None:
    """Judge the message in each file by the contract. Exit status 1 if one of them is invalid."""
    from ..contract import Contract

    contract = Contract.load(revision)
    verdicts = [(file, contract.judge(_message_in(file))) for file in files]
    for file, verdict in verdicts:
        click.echo(f"{file}: {verdict}")
    raise SystemExit(int(any(verdict.standing == "violating" for _, verdict in verdicts)))


@main.command(name="import")
@click.argument("document", metavar="OPENAPI", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory for the schema files. Default: schemas.",
)
@click.option("--revision", metavar="DATE", help="Name of the revision. Default: taken from the document.")
def import_document(document: Path, output: Path | None, revision: str | None) -> None:
    """Import an OpenAPI document (JSON) as a revision of the contract."""
    from ..bundle import write_bundle
    from ..checks import counted
    from ..errors import DocumentWarning
    from ..openapi import import_document as imported

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DocumentWarning)  # they are told below, one in a line
        bundle = imported(document, revision)
    for warning in bundle.warnings:
        click.echo(f"warning: {warning}", err=True)
    directory = output or Path("schemas")
    write_bundle(bundle, directory)
    types = counted(len(bundle.messages), "message type")
    click.echo(f"Revision {bundle.revision}, {types}, written to {directory}.")


@main.command()
def revisions() -> None:
    """List the revisions of the contract, newest last."""
    from ..bundle import revisions as known

    click.echo("\n".join(known()))


def _message_in(file: Path) -> Any:
    """The JSON value in a file. Raises `click.ClickException`, which has exit status 2 here."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise click.UsageError(f"{file} cannot be read as JSON: {error}") from error
