"""How long replies take: the latency of each message type, beside the time that Vapi waits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from math import ceil

from ..cases.case import DEMANDED, Case
from ..delivery import Exchange
from ..delivery.time_limits import limit_of
from ..json_paths import Object
from ..report_formats.lines import latency_line


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeLatency:
    """
    How long replies to valid messages of one type take, in seconds.

    A percentile is a time that was measured: 95 percent of the replies came within `p95`.
    """

    type: str
    count: int  #: How many replies there were.
    p50: float
    p95: float
    p99: float
    slowest: float
    limit: float  #: Seconds that Vapi waits.


@dataclass(frozen=True, kw_only=True, slots=True)
class Latency:
    """How long replies to valid messages take, for each message type that was sent."""

    types: tuple[TypeLatency, ...] = ()

    @property
    def line(self) -> str:
        """The latency of the type that is nearest to its limit, in one line; empty if nothing was sent."""
        return latency_line(self.to_json())

    def to_json(self) -> list[Object]:
        """The latency of each type as JSON, in seconds."""
        return [{name: _rounded(value) for name, value in asdict(each).items()} for each in self.types]


#: The latency of a handler to which nothing valid was sent.
UNMEASURED = Latency()


@dataclass(kw_only=True, slots=True)
class Timings:
    """The times of replies, as they come."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict[str, list[float]](list))

    def note(self, case: Case, exchange: Exchange) -> None:
        """Note the time of a reply to what Vapi sends; one that did not come took at least as long."""
        if case.category in DEMANDED and not exchange.unsent:
            self.seconds[case.type].append(exchange.seconds)

    def latency(self, types: Sequence[str], usual: float) -> Latency:
        """
        The latency of these message types; `usual` are the seconds that Vapi waits for most of them.
        """
        measured = {type: sorted(self.seconds[type]) for type in types if self.seconds.get(type)}
        return Latency(types=tuple(_of_type(type, times, usual) for type, times in measured.items()))


def merged_latency(parts: Sequence[Latency]) -> Latency:
    """
    The latency of the types of several runs.

    Not all times are known, so a percentile is the largest of the runs: at least this part of the replies of
    each run came within it, and so of all.
    """
    by_type: dict[str, list[TypeLatency]] = defaultdict(list)
    for each in (each for part in parts for each in part.types):
        by_type[each.type].append(each)
    return Latency(types=tuple(map(_merged, by_type.values())))


def _merged(parts: Sequence[TypeLatency]) -> TypeLatency:
    largest = {name: max(getattr(each, name) for each in parts) for name in ("p50", "p95", "p99", "slowest")}
    count, limit = sum(each.count for each in parts), min(each.limit for each in parts)
    return replace(parts[0], count=count, limit=limit, **largest)


def percentile(times: Sequence[float], percent: int) -> float:
    """The time within which this percentage of sorted times lies; 0 if there are none."""
    return times[max(0, ceil(len(times) * percent / 100) - 1)] if times else 0.0


def _of_type(type: str, times: Sequence[float], usual: float) -> TypeLatency:
    return TypeLatency(
        type=type,
        count=len(times),
        p50=percentile(times, 50),
        p95=percentile(times, 95),
        p99=percentile(times, 99),
        slowest=times[-1],
        limit=limit_of(type, usual=usual),
    )


def _rounded(value: float | str) -> float | str:
    return round(value, 6) if isinstance(value, float) else value
