"""
`sample` and `mutations`: messages, sound and broken.
"""

import json
from typing import Any

import click

from ..errors import UnknownMessageType
from .group import main
from .options import revision_option, seed_option, type_argument


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
    from ..contract import Contract
    from ..samples import sample as sampled

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
    from ..contract import Contract
    from ..mutations import each_mutation, representative_mutations

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
