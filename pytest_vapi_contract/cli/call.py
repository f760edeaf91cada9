"""`call`: a whole call, played against a webhook."""

import sys
from json import dumps
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..option_table import TOOLS
from .ending_signals import ending_signals
from .exit_status import FOUND, INTERRUPTED
from .group import main
from .options import click_option, handler_keywords, handler_options, revision_option, seed_option

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..conversations.plan import CallPlan
    from ..reporting.played_call import CallCounts


@main.command()
@click.argument("handler", metavar="HANDLER")
@click.option(
    "--scenario",
    type=click.Choice(("inbound", "outbound", "web", "chat")),
    default="inbound",
    show_default=True,
    help="Kind of call; a chat has a session instead of a call.",
)
@click.option(
    "--turns", type=click.IntRange(0, 100), metavar="N", default=3, show_default=True, help="Number of turns."
)
@click.option(
    "--interrupt",
    type=click.IntRange(0),
    metavar="N",
    help="Number of turns that the user interrupts. Default: 1, and 0 in a chat.",
)
@click.option(
    "--pace",
    type=click.Choice(("fast", "real")),
    default="fast",
    show_default=True,
    help="Send events as fast as they are answered, or when Vapi would.",
)
@seed_option
@click_option(TOOLS)
@revision_option
@handler_options
@click.option("--json", "in_json", is_flag=True, help="Print one line of JSON for each event.")
def call(handler: str, in_json: bool, **options: Any) -> None:
    """
    Play a whole call against a webhook. Each event is shown, with what was said and the reply.

    HANDLER is an app or a function (module:attribute), a factory (module:factory()), or a URL. Its replies
    to assistant-request and tool-calls are used in the rest of the call.

    Exit status: 0 if every reply was a 2xx that Vapi can read, in time; 1 if not; 2 if nothing could be sent;
    130 if it was interrupted.
    """
    from ..clock import now
    from ..reporting.captured_output import own_output, raise_unwritten, silence
    from ..reporting.played_call import CallCounts

    out, aside = own_output(sys.stdout), own_output(sys.stderr)
    plan, counts, began, interrupted = _plan(options), CallCounts(), now(), False
    try:
        with silence():
            _play(handler, plan, options, counts, out, in_json=in_json)
    except KeyboardInterrupt:
        interrupted = True
    click.echo(counts.summary(now() - began), file=aside if in_json else out)
    raise_unwritten(out)
    raise SystemExit(INTERRUPTED if interrupted else FOUND if counts.wrong else 0)


def _plan(options: dict[str, Any]) -> "CallPlan":
    """The plan of the call that the options ask for."""
    from ..samples.call_plans import call_plan
    from ..user_tools import user_tools

    tools = user_tools(options["tools"]) if options["tools"] else None
    turns, scenario, given = options["turns"], options["scenario"], options["interrupt"]
    usual = 0 if scenario == "chat" else min(1, turns)
    interruptions = usual if given is None else given
    if interruptions > turns:
        raise click.UsageError(f"--interrupt {interruptions} is more than the number of turns, {turns}.")
    if interruptions and scenario == "chat":
        raise click.UsageError("--interrupt cannot be used with a chat: it has no interruptions.")
    return call_plan(options["seed"], scenario, turns=turns, interruptions=interruptions, tools=tools)


def _play(
    target: str,
    plan: "CallPlan",
    options: dict[str, Any],
    counts: "CallCounts",
    out: TextIO,
    *,
    in_json: bool,
) -> None:
    from rich.console import Console

    from ..conformance import RunOptions, with_settings
    from ..conformance.call_player import player_for
    from ..delivery import handler_of
    from ..errors import HandlerUnreachable
    from ..reporting.captured_output import raise_unwritten
    from ..reporting.played_call import CallTable, json_of

    asked = RunOptions(
        **handler_keywords(target, options), tools=options["tools"], revision=options["revision"]
    )
    given = with_settings(asked, target)
    with ending_signals() as interrupt, handler_of(target, given) as handler:
        interrupt()
        player = player_for(handler, given, in_real_time=options["pace"] == "real")
        table = CallTable(console=Console(file=out, highlight=False), routes=handler.post_routes)
        for played in player.play(plan):
            if played.exchange.unreachable:
                raise HandlerUnreachable(played.exchange.fault or "")
            if not in_json and not counts.events:
                table.begin()
            counts.add(played)
            if in_json:
                click.echo(dumps(json_of(played), ensure_ascii=False), file=out)
            else:
                table.show(played)
            raise_unwritten(out)
