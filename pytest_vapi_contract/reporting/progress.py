"""How far a run has come, on a terminal; nothing is printed elsewhere."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as Bar

from ..conformance import OnProgress, Progress


@contextmanager
def progress_on(console: Console) -> Generator[OnProgress, None, None]:
    """A function to call with each step, and a bar that shows it. The bar goes when the run is over."""
    if not console.is_terminal:
        yield lambda _: None
        return
    sent, doing = TextColumn("{task.fields[sent]}"), TextColumn("{task.description}")
    columns = (SpinnerColumn(), sent, BarColumn(), TaskProgressColumn(), doing)
    # What the handler prints is no business of the bar: whoever wants it lets it through.
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("starting the handler", total=None, sent="")

        def update(progress: Progress) -> None:
            sent = f"{progress.exchanges} exchanges, {progress.failures} failed"
            bar.update(
                task, total=progress.steps, completed=progress.done, description=progress.doing, sent=sent
            )

        yield update
