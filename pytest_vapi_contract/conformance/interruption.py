"""Ctrl-C: a run ends, and what was found by then is reported."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from ..findings import Skip


def _nothing_essential() -> bool:
    return False


@dataclass(kw_only=True, slots=True)
class Interruption:
    """Whether a run was interrupted."""

    happened: bool = False

    @contextmanager
    def noted(
        self, skipped: list[Skip], essential: Callable[[], bool] = _nothing_essential
    ) -> Generator[None, None, None]:
        """
        Take Ctrl-C for the end of what is done here; the list says so, and whether it is essential.

        So is an exit, which only a signal handler of the user's can ask for here.
        """
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            self.happened = True
            skipped.append(Skip(what="the rest", why="interrupted", essential=essential()))
