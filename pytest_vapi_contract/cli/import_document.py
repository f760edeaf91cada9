"""`import`: a new revision of the contract."""

import warnings
from pathlib import Path

import click

from .group import main


@main.command(name="import")
@click.argument("document", metavar="OPENAPI", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory for the schema files. Default: schemas.",
)
@click.option("--revision", metavar="DATE", help="Name of the revision. Default: taken from the document.")
def import_document(document: Path, output: Path | None, revision: str | None) -> None:
    """Import an OpenAPI document in JSON as a revision."""
    from ..bundle import write_bundle
    from ..errors import DocumentWarning
    from ..findings import counted
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
