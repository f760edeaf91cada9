"""What was not sent, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Skip:
    """Something that was not sent, and why."""

    what: str
    why: str
    essential: bool = False  #: Whether every run sends it, so that a run without it is incomplete.

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


def counted(count: int, noun: str) -> str:
    """So many things: "1 finding", "3 findings"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def counted_findings(failures: int, notes: int) -> str:
    """The number of findings, and that of notes where there are some: "2 findings and 1 note"."""
    return (
        f"{counted(failures, 'finding')} and {counted(notes, 'note')}"
        if notes
        else counted(failures, "finding")
    )
