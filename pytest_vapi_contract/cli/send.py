"""`send`: one message, or a few, to a webhook that is being developed."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from ..errors import HandlerUnreachable
from ..input_files import read_all
from .group import main
from .options import handler_keywords, handler_options, revision_option, seed_option
from .seeds import seeded

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..cases.case import Case, Category
    from ..contract import Contract


@main.command()
@click.argument("type", metavar="TYPE", required=False)
@click.argument("url", metavar="URL", required=False)
@click.option(
    "--mutation",
    "ids",
    multiple=True,
    metavar="ID",
    help="Send the mutation with this id, as `mutations` lists it. Can be repeated.",
)
@click.option("--file", type=click.File("rb"), metavar="FILE", help="File to send; - for standard input.")
@click.option("--as-is", is_flag=True, help="Send the file as it is, without adding an envelope.")
@click.option(
    "--count", type=click.IntRange(1), metavar="N", default=1, show_default=True, help="Number of messages."
)
@seed_option
@click.option("--minimal", is_flag=True, help="Send the smallest message.")
@click.option(
    "--observed",
    is_flag=True,
    help="Send the message as Vapi sends it in production, which can differ from the schema.",
)
@revision_option
@handler_options
@click.option("--full", is_flag=True, help="Show full output.")
def send(type: str | None, url: str | None, file: BinaryIO | None, full: bool, **options: Any) -> None:
    """
    Send a message to a webhook, and show the reply.

    The request and the response time are shown, too. URL can also be an app or a function (module:attribute).
    With --file, TYPE is optional.

    Exit status: 0 if every reply was a 2xx, 1 if not, 2 if nothing could be sent.
    """
    from rich.console import Console

    from ..case_sources.requests import request_to
    from ..contract import shipped
    from ..delivery import as_handler
    from ..reporting.captured_output import listening
    from ..reporting.terminal import show_exchange

    type, url = _arguments(type, url, file)
    console = Console(file=sys.stdout, highlight=False)
    accepted: list[bool] = []
    with listening() as printed, as_handler(url, **handler_keywords(url, options)) as handler:
        contract = shipped(options["revision"])
        for case in _cases(contract, type, file, options):
            exchange = handler.deliver(request_to(handler, case))
            if exchange.unreachable:
                raise HandlerUnreachable(exchange.fault or "")
            routes = handler.post_routes
            accepted.append(
                show_exchange(case, exchange, console, printed=printed(), in_full=full, routes=routes)
            )
    if len(accepted) > 1:
        console.print(f"{sum(accepted)} of {len(accepted)} accepted", style="bold")
    raise SystemExit(int(not all(accepted)))


def _arguments(type: str | None, url: str | None, file: BinaryIO | None) -> tuple[str, str]:
    """Type and URL; a single argument is the URL where a file is given."""
    if file is not None and type is not None:
        return ("", type) if url is None else (type, url)
    if type is None or url is None:
        raise click.UsageError(
            "TYPE and URL are required, for example: vapi-contract send hang http://127.0.0.1:8000/webhook"
        )
    return type, url


def _cases(
    contract: "Contract", type: str, file: BinaryIO | None, options: dict[str, Any]
) -> "Iterator[Case]":
    if file is not None:
        if options["ids"]:
            raise click.UsageError("--file and --mutation cannot be combined.")
        yield from [_in_file(file, as_is=options["as_is"])] * options["count"]
    elif options["ids"]:
        broken = [_variant(contract, type, id) for id in options["ids"]]  # all of them, or none
        yield from broken * options["count"]
    else:
        yield from _samples(contract, type, options)


def _samples(contract: "Contract", type: str, options: dict[str, Any]) -> "Iterator[Case]":
    from ..cases.case import Case
    from ..wire_envelope import envelope

    category: Category = "observed" if options["observed"] else "conforming"
    for seed, message in seeded(contract, type, options):
        yield Case(id=f"sample of seed {seed}", type=type, body=envelope(message), category=category)


def _variant(contract: "Contract", type: str, id: str) -> "Case":
    """What is broken, disputed, new or odd, by its id. Raises `UnknownMutation`."""
    from .variants import found

    contract.check_type(type)
    case = found(contract, type, id)
    return replace(case, id=f"{id}: {case.why}")


def _in_file(file: BinaryIO, *, as_is: bool) -> "Case":
    """What a file holds, byte for byte; JSON without an envelope gets one, unless it shall go as it is."""
    from json import loads

    from ..cases.case import Case
    from ..wire_envelope import envelope, is_enveloped

    try:
        body = read_all(file)
    except OSError as error:
        raise click.UsageError(f"--file cannot be read: {error.strerror}.") from error
    name = getattr(file, "name", "-").replace("<stdin>", "-")
    as_read = Case(id=name, type="", body=body, category="text")
    try:
        value = loads(body)
    except (ValueError, RecursionError):
        return as_read
    if as_is or is_enveloped(value):
        return as_read
    return Case(id=f"{name}, in its envelope", type="", body=envelope(value), category="conforming")
