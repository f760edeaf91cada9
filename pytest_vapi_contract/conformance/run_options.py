"""The options of a run, as one value that every front end makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Self

from ..checks import OnInvalid, Read, Reset, State
from ..contract import Contract, MessageType, shipped
from ..delivery import HandlerKeywords, HandlerOptions
from ..errors import BadOption, UnknownCode, one_of
from ..errors.tools import ADVICE
from ..findings import CODES, Severity
from ..findings.baseline import Baseline
from ..findings.baseline_file import read_baseline
from ..findings.settled_findings import SettledFindings
from ..option_errors import (
    FLAG,
    FUNCTION,
    NAMES,
    SECONDS,
    TEXT,
    Demand,
    check_names,
    check_values,
    instance,
    names_among,
    optional,
    whole,
)
from ..report_formats.severity_order import FAILING
from .budget import MAX_EXAMPLES
from .progress import OnProgress
from .turns.schedule_names import SCHEDULES, Schedule

if TYPE_CHECKING:  # a run without tools reads none
    from ..user_tools import ToolSource, UserTools


def _is_tool_source(value: object) -> bool:
    from ..user_tools import is_tool_source  # noqa: PLC0415

    return is_tool_source(value)


ON_INVALID: tuple[OnInvalid, ...] = ("survive", "reject")
#: What the options have to be; those of the handler are checked by `HandlerOptions`.
DEMANDS: Mapping[str, Demand] = {
    "revision": optional(TEXT),
    "contract": optional(instance(Contract, of="a Contract, as `Contract.load` returns it")),
    "types": optional(NAMES),
    "checks": optional(NAMES),
    "skip_checks": NAMES,
    "fail_on": names_among(FAILING),
    "max_examples": whole(1),
    "seed": whole(0),
    "time_budget": optional(SECONDS),
    "max_latency": optional(SECONDS),
    "allow_incomplete": FLAG,
    "handles": NAMES,
    "tools": optional(Demand(_is_tool_source, ADVICE, shown=False)),
    "state": optional(FUNCTION),
    "reset": optional(FUNCTION),
    "read": optional(FUNCTION),
    "schedules": names_among(SCHEDULES),
    "cache": FLAG,
    "baseline": optional(instance(str, PurePath, of="the path of a file")),
    "ignore": NAMES,
    "progress": optional(FUNCTION),
}


class RunKeywords(HandlerKeywords, total=False):
    """The options of a run, as they are given by name."""

    revision: str | None
    contract: Contract | None
    types: Iterable[MessageType] | None
    checks: Iterable[str] | None
    skip_checks: Iterable[str]
    on_invalid: OnInvalid
    fail_on: Collection[Severity]
    max_examples: int
    seed: int
    time_budget: float | None
    max_latency: float | None
    allow_incomplete: bool
    handles: Iterable[MessageType]
    tools: ToolSource | None
    state: State | None
    reset: Reset | None
    read: Read | None
    schedules: Collection[Schedule]
    cache: bool
    baseline: str | Path | None
    ignore: Iterable[str]
    progress: OnProgress | None


@dataclass(frozen=True, kw_only=True)
class RunOptions(HandlerOptions):
    """
    What a run sends, how long it may take, and what it demands, beside how to reach the handler.

    Raises `BadOption` or `BadHandlerOption` for a value that cannot be used.
    """

    revision: str | None = None
    contract: Contract | None = None
    types: Iterable[MessageType] | None = None
    checks: Iterable[str] | None = None
    skip_checks: Iterable[str] = ()
    on_invalid: OnInvalid = "survive"
    fail_on: Collection[Severity] = FAILING
    max_examples: int = MAX_EXAMPLES
    seed: int = 0
    time_budget: float | None = None
    max_latency: float | None = None
    allow_incomplete: bool = False
    handles: Iterable[MessageType] = ()
    tools: ToolSource | None = field(default=None, repr=False)
    state: State | None = None
    reset: Reset | None = None
    read: Read | None = None
    schedules: Collection[Schedule] = ()
    cache: bool = True
    baseline: str | Path | None = None
    ignore: Iterable[str] = ()
    progress: OnProgress | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_values(vars(self), DEMANDS)
        if self.on_invalid not in ON_INVALID:
            raise BadOption("on_invalid", self.on_invalid, one_of(self.on_invalid, ON_INVALID))

    @cached_property
    def chosen_contract(self) -> Contract:
        """The contract, of the newest revision by default. Raises `UnknownRevision`."""
        if self.contract is not None:
            return self.contract
        return shipped(self.revision or None)

    @cached_property
    def user_tools(self) -> UserTools | None:
        """The user's own tools, if they are given. Raises a `BadTools`."""
        if self.tools is None:
            return None
        from ..user_tools import user_tools  # noqa: PLC0415

        return user_tools(self.tools)

    @cached_property
    def settled(self) -> SettledFindings:
        """What is accepted by the baseline, or ignored. Raises `BadBaseline` and `UnknownCode`."""
        ignored = tuple(code.upper() for code in self.ignore)
        for code in ignored:
            if code not in CODES:
                raise UnknownCode(code, tuple(CODES))
        baseline = Baseline() if self.baseline is None else read_baseline(Path(self.baseline))
        return SettledFindings(baseline=baseline, ignored=ignored)

    def updated(self, given: Mapping[str, Any]) -> Self:
        """The same with other values for these options. Raises `UnknownOption`."""
        check_names(given, [each.name for each in fields(self)])
        return replace(self, **given)
