"""`types`, `checks` and `revisions`: the names that other commands take, one per line."""

import json
from collections.abc import Iterable
from typing import Any

import click

from .group import main
from .options import revision_option

json_option = click.option("--json", "in_json", is_flag=True, help="Print one JSON array, with more details.")


@main.command()
@revision_option
@json_option
def types(revision: str | None, in_json: bool) -> None:
    """List the message types, and when Vapi sends each."""
    from ..contract import DESCRIPTIONS, shipped

    contract = shipped(revision)
    entries = [
        {
            "type": type,
            "description": DESCRIPTIONS.get(type, ""),
            "published": type in contract.message_types,
            "reply_is_used": bool(contract.properties_of_reply(type)),
        }
        for type in contract.observed_types
    ]
    _print(entries, ("type", "description"), in_json=in_json)


@main.command()
@json_option
def checks(in_json: bool) -> None:
    """List the checks and what each one requires."""
    from ..checks import CHECKS
    from ..checks.all_checks import DEFAULT

    entries = [
        {
            "check": rule.id,
            "description": rule.doc,
            "default": rule.id in DEFAULT["survive"],
            "needs_state": rule.needs_state,
            "needs_read": rule.needs_read,
        }
        for rule in CHECKS.values()
    ]
    _print(entries, ("check", "description"), in_json=in_json)


@main.command()
def revisions() -> None:
    """List the revisions of the contract, newest last."""
    from ..bundle import revisions as known

    click.echo("\n".join(known()))


def _print(entries: Iterable[dict[str, Any]], shown: tuple[str, str], *, in_json: bool) -> None:
    """Entries as JSON, or two of their fields in columns."""
    entries = list(entries)
    if in_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    name, text = shown
    width = max(len(each[name]) for each in entries)
    for each in entries:
        click.echo(f"{each[name]:<{width}}  {each[text]}".rstrip())
