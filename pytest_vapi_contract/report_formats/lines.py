"""Lines of a report, from its data."""

from collections.abc import Sequence

from ..cases.skip import counted
from ..json_paths import Object

#: How many things that were not sent are named in the last line of a report.
SHOWN = 3
ALLOWED = "--allow-incomplete (pytest: --vapi-allow-incomplete, Python: allow_incomplete=True)"


def incomplete(missed: Sequence[tuple[str, str]], needs: float = 0.0) -> str:
    """
    What is said of a run that did not send what every run sends; nothing if nothing was missed.

    `missed` are things that were not sent, each with the reason.
    """
    if not missed:
        return ""
    shown = "; ".join(f"{what} ({why})" for what, why in missed[:SHOWN])
    more = f"; and {len(missed) - SHOWN} more" if len(missed) > SHOWN else ""
    time = f"Set the time budget to {needs:.0f} seconds or more" if needs else "Fix the cause"
    return (
        f"INCOMPLETE: parts of the check did not run, so this is not a pass. Not sent: {shown}{more}. "
        f"{time}, or accept this with {ALLOWED}."
    )


def settled_lines(accepted: Sequence[str], ignored: Sequence[str], outdated: Sequence[str]) -> list[str]:
    """What is said of findings that a user has settled: codes of those, and what no longer happens."""
    lines: list[str] = []
    if accepted:
        lines.append(f"accepted {counted(len(accepted), 'finding')} of the baseline: {_codes(accepted)}")
    if ignored:
        lines.append(f"ignored {counted(len(ignored), 'finding')}: {_codes(ignored)}")
    return [
        *lines,
        *(f"not found any more, remove it from the baseline if it is fixed: {each}" for each in outdated),
    ]


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(codes))


def latency_line(latency: Sequence[Object]) -> str:
    """
    The latency of the type that is nearest to its limit, from a JSON report; empty if nothing was sent.
    """
    if not latency:
        return ""
    nearest = max(latency, key=lambda each: each["slowest"] / each["limit"])
    times = ", ".join(f"{name} {duration(nearest[name])}" for name in ("p50", "p95", "p99", "slowest"))
    return f"latency of {nearest['type']} (limit {nearest['limit']:g} s): {times}"


def duration(seconds: float) -> str:
    """Seconds for people: `3 ms`, `1.2 s`."""
    return f"{max(1, round(seconds * 1000))} ms" if seconds < 1 else f"{seconds:.3g} s"
