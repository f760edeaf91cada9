"""What was not sent, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Skip:
    """Something that was not sent, and why."""

    what: str
    why: str
    essential: bool = False  #: Whether every run sends it, so that a run without it is incomplete.
    lacking: str = ""  #: What to pass to have it sent, if that is all it takes.

    @property
    def line(self) -> str:
        """The line about it in a report."""
        return skipped(self.what, self.why)

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


def lacking(what: str, thing: str) -> Skip:
    """A skip of what needs something that was not passed."""
    return Skip(what=what, why=f"pass {thing} to run {'them' if ' ' in what else 'it'}", lacking=thing)


def told_skips(skips: Iterable[Skip]) -> list[str]:
    """The lines about what was skipped; all that only lacks something to be passed is in one line."""
    skips = list(skips)
    by_thing: dict[str, list[str]] = {}
    for skip in skips:
        if skip.lacking:
            by_thing.setdefault(skip.lacking, []).append(skip.what)
    missing = [f"{' and '.join(what)} (pass {thing})" for thing, what in by_thing.items()]
    others = [skip.line for skip in skips if not skip.lacking]
    return [*others, f"not tested: {', '.join(missing)}"] if missing else others


def skipped(what: str, why: str) -> str:
    """The line about something that was skipped."""
    return f"{what} skipped; {why}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 finding", "3 findings"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def counted_findings(failures: int, notes: int, harmless: int = 0) -> str:
    """
    The number of findings, and that of notes where there are some: "2 findings and 1 note".

    `harmless` is the number of findings that do not fail the run.
    """
    found = counted(failures + harmless, "finding")
    if harmless:
        found += f" ({harmless} of them {'does' if harmless == 1 else 'do'} not fail)"
    return f"{found} and {counted(notes, 'note')}" if notes else found
