"""`sample` and `mutations`: valid and broken messages, printed or written to files."""

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from ..detail_names import DetailName
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
    help="Write one file for each message, and an index.json, to a new directory.",
)
force_option = click.option(
    "--force", is_flag=True, help="Replace the directory if this command has written it."
)


@main.command()
@type_argument
@seed_option
@revision_option
@click.option(
    "--count", type=click.IntRange(1), metavar="N", default=1, show_default=True, help="Number of messages."
)
@click.option(
    "--detail",
    type=click.Choice(get_args(DetailName)),
    default="typical",
    show_default=True,
    help="Level of detail.",
)
@click.option("--minimal", is_flag=True, help="Generate the smallest message, like --detail minimal.")
@click.option(
    "--observed",
    is_flag=True,
    help="Generate the message as Vapi sends it in production, which can differ from the schema.",
)
@click.option("--envelope", "enveloped", is_flag=True, help='Include the envelope: {"message": …}.')
@write_option
@force_option
def sample(type: str, directory: Path | None, force: bool, **options: Any) -> None:
    """
    Print realistic messages of a type.

    A single message is indented; several are printed one per line.
    """
    from ..contract import shipped
    from ..wire_envelope import envelope

    contract = shipped(options["revision"])
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
    from ..findings import counted
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
@click.option(
    "--all", "every", is_flag=True, help="List every mutation, instead of a representative selection."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="What to list: mutations (the default), disputed messages, messages with future additions, bodies "
    "that are not JSON, hostile bodies, or unusual HTTP requests. Can be repeated.",
)
@click.option("--json", "in_json", is_flag=True, help="Print one JSON object per line, with the body.")
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
    List invalid messages of a type.

    Each line has the id of a message and the rule that it breaks.
    """
    from ..contract import shipped

    contract = shipped(revision)
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
    from ..findings import counted
    from .files import content_of, file_names, write_files

    variants = list(variants)
    if any(kind_of(each) == "http" for each in variants):
        raise click.UsageError(
            "--kind http changes the request, not the body, so it cannot be written to files."
        )
    names = file_names((each.id, each.body) for each in variants)
    files = {name: content_of(each.body) for name, each in zip(names, variants, strict=True)}
    listed = [
        {"file": name} | {key: value for key, value in as_json(each).items() if key != "body"}
        for name, each in zip(names, variants, strict=True)
    ]
    write_files(files, {"type": type, "revision": revision, "files": listed}, directory, force=force)
    click.echo(f"{counted(len(files), 'body').replace('bodys', 'bodies')} written to {directory}.")
