"""How far a search has come: each new failure in a line, and on a terminal what it does now."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from ..clock import now
from ..conformance import OnProgress, Progress
from ..findings import counted
from .progress import Failures, bar_on


@contextmanager
def fuzz_progress_on(console: Console) -> Generator[OnProgress, None, None]:
    """
    A function to call with the progress of a search: it prints each new failure.

    On a terminal a line shows the speed, what was found, and what is tried. It goes when the search is over.
    """
    failures, began = Failures(console), now()
    if not console.is_terminal:
        yield failures.show
        return
    columns = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with bar_on(console, *columns) as line:
        task = line.add_task("starting the handler", total=None)

        def update(progress: Progress) -> None:
            failures.show(progress)
            line.update(task, description=live_line(progress, now() - began))

        yield update


def live_line(progress: Progress, seconds: float) -> str:
    """What a search does now, and how far it is, after some seconds."""
    speed = f"{progress.exchanges / max(seconds, 1e-3):,.0f}/s"
    parts = [counted(progress.exchanges, "exchange"), speed, f"{progress.failures} failed", progress.doing]
    return ", ".join(parts)
