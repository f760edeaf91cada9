"""What a contract says of a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..masking.plain_text import on_one_line, plain
from .readings import PUBLISHED_READINGS, READINGS, Reading, cover

Standing = Literal["conforming", "disputed", "violating"]

#: How many violations the text of a verdict lists.
LISTED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """One place where a message breaks its schema."""

    at: str  #: JSON pointer into the message, whether it came in an envelope or not.
    keyword: str
    message: str

    def __str__(self) -> str:
        return on_one_line(plain(f"{self.at or '(top)'}: {self.message} [{self.keyword}]"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a contract says about a message, and why."""

    revision: str
    type: str | None  #: The message type that it was judged as; None if it names none that is known.
    enveloped: bool  #: Whether the message came as `{"message": …}`.
    accepting: frozenset[Reading]  #: The readings that accept the message.
    #: For a violating message true in every reading, for a disputed one in the strictest that rejects it.
    violations: tuple[Violation, ...] = ()
    errata: tuple[str, ...] = ()  #: The errata that a disputed message needs, as far as they can be told.

    @property
    def standing(self) -> Standing:
        """
        "conforming" if every published reading accepts, "violating" if none does even with errata.
        """
        if self.accepting.issuperset(PUBLISHED_READINGS):
            return "conforming"
        return "disputed" if self.accepting else "violating"

    @property
    def readings(self) -> Mapping[Reading, bool]:
        """Whether each reading accepts the message."""
        return {reading: reading in self.accepting for reading in READINGS}

    @property
    def conforming(self) -> bool:
        """Whether every reading of the published schema accepts the message."""
        return self.standing == "conforming"

    @property
    def disputed(self) -> bool:
        """Whether the readings disagree."""
        return self.standing == "disputed"

    @property
    def violating(self) -> bool:
        """Whether no reading accepts the message, even with the errata."""
        return self.standing == "violating"

    def __str__(self) -> str:
        return "\n".join((self._headline(), *self._dispute(), *_listed(self.violations)))

    def _headline(self) -> str:
        name = f"This {self.type} message" if self.type else "This message"
        return f"{name} is {self.standing}: {_REASONS[self.standing].format(revision=self.revision)}."

    def _dispute(self) -> Iterator[str]:
        if not self.disputed:
            return
        yield f"  accepted  {'; '.join(cover(self.accepting))}"
        yield f"  rejected  {'; '.join(cover(set(READINGS) - self.accepting))}"
        if self.errata:
            yield f"  errata    {', '.join(self.errata)} (the published schema is known to be wrong here)"


_REASONS: dict[Standing, str] = {
    "conforming": "it is valid in revision {revision} under every interpretation",
    "disputed": "the schema of revision {revision} is ambiguous here",
    "violating": "it is invalid in revision {revision} under every interpretation",
}


def _listed(violations: Collection[Violation]) -> Iterator[str]:
    for violation, _ in zip(violations, range(LISTED), strict=False):
        yield f"  {violation}"
    if len(violations) > LISTED:
        yield f"  and {len(violations) - LISTED:,} more"
