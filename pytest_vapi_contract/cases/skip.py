"""What was not sent, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Skip:
    """Something that was not sent, and why."""

    what: str
    why: str
    essential: bool = False  #: Whether every run sends it, so that a run without it is incomplete.

    @property
    def line(self) -> str:
        """The line about it in a report."""
        return skipped(self.what, self.why)

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


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
