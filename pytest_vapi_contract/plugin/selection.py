"""Which of our items a session has, by what was asked for: ids of ours, paths, or nothing in particular."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T", bound=pytest.Item)

#: The id above all of our items.
ROOT = "vapi-contract"
#: What the header says of a handler that is not checked because a path was given.
NOT_CHECKED = f"not checked, because a path was given (add {ROOT} to check it)"


class Selection:
    """What was asked for of our items."""

    def __init__(self, config: pytest.Config) -> None:
        here = Path(config.invocation_params.dir)
        self.ids = tuple(each for each in config.args if _is_ours(each, here))
        #: What is left for pytest, which looks for it in files.
        self.others = [each for each in config.args if each not in self.ids]
        named = config.args_source is pytest.Config.ArgsSource.ARGS
        self._everything = not named or any(_holds_all(each, here, config.rootpath) for each in self.others)

    @property
    def any(self) -> bool:
        """Whether there are items of ours at all."""
        return bool(self.ids) or self._everything

    @property
    def per_type(self) -> bool:
        """Whether an id names a message type, such as `vapi-contract::accepts[hang]`."""
        return any(each.endswith("]") for each in self.ids)

    def of(self, items: Sequence[T]) -> Iterator[T]:
        """Those of our items that were asked for. Raises `UsageError` for an id that none has."""
        for each in self.ids:
            if not any(_is_below(item.nodeid, each) for item in items):
                names = ", ".join(dict.fromkeys(item.nodeid.partition("[")[0] for item in items))
                raise pytest.UsageError(f"not found: {each}. There are {names}.")
        everything = not self.ids or ROOT in self.ids
        yield from (
            item for item in items if everything or any(_is_below(item.nodeid, each) for each in self.ids)
        )


def _is_ours(argument: str, here: Path) -> bool:
    return argument.startswith(f"{ROOT}::") or (argument == ROOT and not (here / ROOT).exists())


def _is_below(nodeid: str, asked: str) -> bool:
    return nodeid == asked or nodeid.startswith((f"{asked}[", f"{asked}::"))


def _holds_all(argument: str, *directories: Path) -> bool:
    """Whether an argument is the directory of the session, or one above it."""
    path = (directories[0] / argument).resolve()
    return any(each.resolve().is_relative_to(path) for each in directories)
