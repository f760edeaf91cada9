"""How far a run has come: each new failure in a line, and on a terminal a bar."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..conformance import OnProgress, Progress
from ..findings import Finding, counted

if TYPE_CHECKING:  # only a terminal has a bar, and nothing else of `rich` takes as long to import
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn

#: The line before the first failure.
HEAD = "Failures as they are found; the report follows."
#: The number of failures shown during the run, and the length of their lines.
SHOWN, WIDTH = 12, 160


class Failures:
    """Prints each new failure when it is found: what is certain then, which is what came back."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown = 0

    def show(self, progress: Progress) -> None:
        """Print the failure, if there is one; the first of them below a heading, and none after many."""
        if progress.failed is None:
            return
        if self._shown == 0:
            self._console.print(Text(HEAD, style="dim"), soft_wrap=True)
        if self._shown < SHOWN:
            width = self._console.width - 1 if self._console.is_terminal else WIDTH
            self._console.print(Text(told_failure(progress.failed, width)), soft_wrap=True)
        if self._shown == SHOWN:
            self._console.print(Text("  more failures …", style="dim"), soft_wrap=True)
        self._shown += 1


def told_failure(failed: Finding, width: int = WIDTH) -> str:
    """A failure in one line: the check, what was sent, and what came back."""
    line = f"  {failed.check}: {failed.type} got {failed.got}"
    return line if len(line) <= width else f"{line[:width]}…"


def bar_on(console: Console, *columns: "ProgressColumn") -> "Bar":
    """A line that goes when its block ends. It does not handle what the handler prints."""
    from rich.progress import Progress as Bar  # noqa: PLC0415

    return Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)


@contextmanager
def progress_on(console: Console) -> Generator[OnProgress, None, None]:
    """
    A function to call with the progress of a run: it prints each new failure.

    On a terminal a bar shows what is being tried and how much is left. It goes when the run is over.
    """
    failures = Failures(console)
    if not console.is_terminal:
        yield failures.show
        return
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn  # noqa: PLC0415

    sent, doing = TextColumn("{task.fields[sent]}"), TextColumn("{task.description}")
    columns = (SpinnerColumn(), sent, BarColumn(), TaskProgressColumn(), doing)
    with bar_on(console, *columns) as bar:
        task = bar.add_task("starting the handler", total=None, sent="")

        def update(progress: Progress) -> None:
            failures.show(progress)
            sent = f"{counted(progress.exchanges, 'exchange')}, {progress.failures} failed"
            doing = f"{counted(progress.steps - progress.done, 'step')} left: {progress.doing}"
            bar.update(task, total=progress.steps, completed=progress.done, description=doing, sent=sent)

        yield update
