"""
`sample` and `mutations`: messages, sound and broken, printed or written into files.
"""

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from ..detail import DetailName
from .group import main
from .options import revision_option, seed_option, type_argument
from .seeds import seeded
from .variants import KINDS, as_json, cases_of, kind_of

if TYPE_CHECKING:  # at run time it is imported where it is needed: `--help` imports nothing heavy
    from ..cases.case import Case
    from ..json_paths import Object

write_option = click.option(
    "--write",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file for each into a new directory, with an index.json.",
)
force_option = click.option(
    "--force", is_flag=True, help="The directory may be there already, if this command has written it."
)


@main.command()
@type_argument
@seed_option
@revision_option
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="So many messages.")
@click.option("--detail", type=click.Choice(get_args(DetailName)), default="typical", show_default=True)
@click.option("--minimal", is_flag=True, help="The smallest message: --detail minimal.")
@click.option(
    "--observed", is_flag=True, help="As production sends it, which is not always as the schema says."
)
@click.option("--envelope", "enveloped", is_flag=True, help='With the body around it: {"message": …}.')
@write_option
@force_option
def sample(type: str, directory: Path | None, force: bool, **options: Any) -> None:
    """
    Print realistic messages, one a line; a single one is indented.
    """
    from ..contract import Contract
    from ..json_paths import envelope

    contract = Contract.load(options["revision"])
    messages = (
        (seed, envelope(message) if options["enveloped"] else message)
        for seed, message in seeded(contract, type, options)
    )
    if directory is not None:
        _write_samples(type, contract.revision, messages, directory, force=force)
        return
    for _, message in messages:
        click.echo(json.dumps(message, ensure_ascii=False, indent=2 if options["count"] == 1 else None))


def _write_samples(
    type: str, revision: str, messages: "Iterable[tuple[int, Object]]", directory: Path, *, force: bool
) -> None:
    from ..checks import counted
    from .files import indented, write_files

    files: dict[str, bytes] = {}
    listed: list[dict[str, str | int]] = []
    for seed, message in messages:
        name = f"{type}-{seed}.json"
        files[name] = indented(message)
        listed.append({"file": name, "seed": seed})
    index = {"type": type, "revision": revision, "files": listed}
    write_files(files, index, directory, force=force)
    click.echo(f"{counted(len(files), 'message')} written to {directory}.")


@main.command()
@type_argument
@revision_option
@click.option("--all", "every", is_flag=True, help="Every mutation; by default a few that stand for all.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Instead of mutations, or beside them: disputed messages, those of tomorrow, bodies that are no "
    "JSON, what only an attacker sends, odd requests. May be repeated.",
)
@click.option("--json", "in_json", is_flag=True, help="One JSON object a line, with the body.")
@write_option
@force_option
def mutations(
    type: str,
    revision: str | None,
    every: bool,
    kinds: tuple[str, ...],
    in_json: bool,
    directory: Path | None,
    force: bool,
) -> None:
    """
    List the broken messages of a type: what is broken, where, and which rule that breaks.
    """
    from ..contract import Contract

    contract = Contract.load(revision)
    contract.check_type(type)
    variants = chain.from_iterable(
        cases_of(kind, contract, type, every=every) for kind in kinds or ("mutation",)
    )
    if directory is not None:
        _write_mutations(type, contract.revision, variants, directory, force=force)
        return
    for each in variants:
        click.echo(json.dumps(as_json(each), ensure_ascii=False) if in_json else f"{each.id:<44} {each.why}")


def _write_mutations(
    type: str, revision: str, variants: "Iterable[Case]", directory: Path, *, force: bool
) -> None:
    from ..checks import counted
    from .files import content_of, file_names, write_files

    variants = list(variants)
    if any(kind_of(each) == "http" for each in variants):
        raise click.UsageError("--kind http is about the request around a body: there is nothing to write.")
    names = file_names((each.id, each.body) for each in variants)
    files = {name: content_of(each.body) for name, each in zip(names, variants, strict=True)}
    listed = [
        {"file": name} | {key: value for key, value in as_json(each).items() if key != "body"}
        for name, each in zip(names, variants, strict=True)
    ]
    write_files(files, {"type": type, "revision": revision, "files": listed}, directory, force=force)
    click.echo(f"{counted(len(files), 'body').replace('bodys', 'bodies')} written to {directory}.")
