"""A report on a terminal: colours where there are any, and no line broken that someone wants to copy."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..cases.case import Case
from ..delivery import Exchange
from ..findings import Finding, Report
from ..findings.hints import hint_for
from ..findings.outcome import accepted
from ..report_formats.wrapping import wrapped
from .exchange import told_exchange
from .replay import conclusion, conversation

if TYPE_CHECKING:
    from ..conformance import Replay

#: Statuses that say more of the path or the credential than of the message.
GENERAL = (401, 403, 404, 405)
#: Colour of each label of a finding.
COLOURS = {"expected": "green", "got": "red", "hint": "yellow", "accepted": "yellow"}


def show(report: Report, console: Console) -> None:
    """Print every finding, what was skipped, the summary, and last that the run is incomplete, if it is."""
    for finding in report.findings:
        console.print(finding_text(finding, console), soft_wrap=True)
        console.print()
    for line in report.asides:
        _print_line(line, console, style="yellow")
    if report.latency.line:
        _print_line(report.latency.line, console)
    _print_line(report.summary, console, style="bold green" if report.ok else "bold red")
    if report.warning:
        _print_line(report.warning, console, style="bold white on red")


def _print_line(line: str, console: Console, *, style: str = "") -> None:
    console.print(Text(_fitted(line, console), style=style), soft_wrap=True)


def _fitted(text: str, console: Console) -> str:
    """A text with its sentences broken where a terminal ends; in files they stay whole."""
    return wrapped(text, console.width) if console.is_terminal else text


def show_exchange(
    case: Case,
    exchange: Exchange,
    console: Console,
    *,
    printed: str = "",
    in_full: bool = False,
    routes: Sequence[str] = (),
) -> bool:
    """
    Print what was sent, what came back, and after what time; say whether it was accepted.

    `routes` are the paths at which the handler takes a POST, as far as they are known.
    """
    well, hint = accepted(exchange), hint_of(case, exchange, routes)
    console.print(Text(f"{case.type}, {case.id}" if case.type else case.id, style="bold"), soft_wrap=True)
    text = told_exchange(exchange, printed=printed, in_full=in_full)
    _print_exchange(text, exchange, console, style="green" if well else "red")
    if hint:
        console.print(Text(f"hint: {hint}", style="yellow"), soft_wrap=True)
    console.print()
    return well


def hint_of(case: Case, exchange: Exchange, routes: Sequence[str]) -> str:
    """What a reply most likely means; a wrong path or credential refuses whatever is sent."""
    status = exchange.reply.status if exchange.reply else None
    hint = hint_for(replace(case, category="conforming") if status in GENERAL else case, exchange)
    listed = f" (it accepts POST requests at {', '.join(routes)})" if routes and status in (404, 405) else ""
    return hint + listed


def show_replay(replay: "Replay", console: Console, *, printed: str = "") -> None:
    """Print what was sent, what came back, and whether the check still fails."""
    style = "green" if replay.report.ok else "red"
    console.print(Text(f"{replay.case.type}, {replay.case.id}", style="bold"), soft_wrap=True)
    _print_exchange(told_exchange(replay.exchange, printed=printed), replay.exchange, console, style=style)
    console.print()
    for line in conversation(replay):
        console.print(Text(line), soft_wrap=True)
    console.print(Text(conclusion(replay), style=f"bold {style}"), soft_wrap=True)


def _print_exchange(text: str, exchange: Exchange, console: Console, *, style: str) -> None:
    for line in text.split("\n"):
        outcome = not line.startswith((" ", exchange.request.method, "printed"))
        console.print(Text(line, style=style if outcome else ""), soft_wrap=True)


def finding_text(finding: Finding, console: Console) -> Text:
    """The text of a finding for a console, with colours."""
    head, *rows = str(finding).splitlines()
    style = "bold blue" if finding.is_note else "bold"
    return Text("\n").join([Text(_fitted(head, console), style=style), *(_row(row, console) for row in rows)])


def _row(line: str, console: Console) -> Text:
    label, _, _ = line.strip().partition(" ")
    return Text(_fitted(line, console), style=COLOURS.get(label, ""))
