"""The options of a search, beside those of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..conformance.run_options import RunKeywords, RunOptions
from ..option_errors import FLAG, Demand, check_values, optional, whole
from . import Shard
from .databases import ADVICE, is_database_source
from .shard import is_shard

if TYPE_CHECKING:  # at run time only a run with a database needs it
    from .databases import DatabaseSource

#: What the options have to be.
FUZZ_DEMANDS: Mapping[str, Demand] = {
    "look": FLAG,
    "max_exchanges": optional(whole(1)),
    "shard": optional(Demand(is_shard, "It must be a part such as '2/8', the second of eight.")),
    "database": optional(Demand(is_database_source, ADVICE, shown=False)),
}


class FuzzKeywords(RunKeywords, total=False):
    """The options of a search, as they are given by name."""

    look: bool
    max_exchanges: int | None
    shard: str | None
    database: DatabaseSource | None


@dataclass(frozen=True, kw_only=True)
class FuzzOptions(RunOptions):
    """
    How long to search, whether to look at the handler, where to keep what is found, and the options of a run.

    Raises `BadOption` or `BadHandlerOption` for a value that cannot be used.
    """

    look: bool = True
    max_exchanges: int | None = None
    shard: str | None = None
    database: DatabaseSource | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_values(vars(self), FUZZ_DEMANDS)

    @property
    def part(self) -> Shard:
        """The part of the search that is done here."""
        return Shard.from_text(self.shard) if self.shard else Shard()
