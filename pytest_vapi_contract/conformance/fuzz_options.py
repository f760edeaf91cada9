"""The options of a search, beside those of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..option_errors import Demand, check_values, optional, whole
from .run_options import RunKeywords, RunOptions

#: What the options have to be.
FUZZ_DEMANDS: Mapping[str, Demand] = {"max_exchanges": optional(whole(1))}


class FuzzKeywords(RunKeywords, total=False):
    """The options of a search, as they are given by name."""

    max_exchanges: int | None


@dataclass(frozen=True, kw_only=True)
class FuzzOptions(RunOptions):
    """
    How long to search, beside the options of a run.

    Raises `BadOption` or `BadHandlerOption` for a value that cannot be used.
    """

    max_exchanges: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_values(vars(self), FUZZ_DEMANDS)
