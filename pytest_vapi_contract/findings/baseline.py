"""Findings that a user has accepted, and what tells them from others whatever seed and line number are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

from ..json_paths import Object
from ..masking.mask import hide_distinct
from ..masking.plain_text import on_one_line, plain
from .finding import Finding
from .fingerprint import source_of

#: The words for causes that are not exceptions and have no details.
WORDS = {"late": "no reply in time", "fault": "no reply", "endless": "a reply of more than a megabyte"}
#: How many conditions an entry has whose line of code tells the cause.
SHOWN = 5
#: The reason of an entry that has not been reviewed yet.
UNEXPLAINED = "accepted on {today}; say why"


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineEntry:
    """One cause that is accepted."""

    code: str
    cause: str  #: The exception and the function that raised it, or what else came back.
    line: str = ""  #: The text of the line that broke, if it is known.
    conditions: tuple[str, ...] = ()  #: When it happens; nothing if always.
    reason: str = ""
    expires: date | None = None  #: The last day on which it is accepted; None if it always is.
    title: str = ""  #: The finding in one line, for people.

    def is_about(self, other: BaselineEntry) -> bool:
        """
        Whether another entry has the same cause.

        What happens always is not what happens under a condition. A line of code that fails under some
        condition is one cause; a mere reply needs a condition in common.
        """
        if (self.code, self.cause, self.line) != (other.code, other.cause, other.line):
            return False
        if not self.conditions or not other.conditions:
            return self.conditions == other.conditions
        return bool(self.line) or not {*self.conditions}.isdisjoint(other.conditions)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today

    def to_json(self) -> Object:
        """The entry as JSON."""
        expires = self.expires and self.expires.isoformat()
        return asdict(self) | {"conditions": [*self.conditions], "expires": expires}

    def __str__(self) -> str:
        return on_one_line(plain(f"{self.code} {self.title or self.cause}"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The entries of a file."""

    entries: tuple[BaselineEntry, ...] = ()

    def entry_for(self, finding: Finding) -> BaselineEntry | None:
        """The entry that a finding is accepted by, or was until it expired; None if there is none."""
        wanted = entry_of(finding)
        return next((entry for entry in self.entries if entry.is_about(wanted)), None)

    def renewed(
        self, findings: Iterable[Finding], *, today: date, kept: Iterable[BaselineEntry] = ()
    ) -> Baseline:
        """
        The baseline that accepts these findings; what is known of them keeps its reason and its last day.

        `kept` are entries of this baseline that stay, although nothing was found for them.
        """
        entries = [self._renewed(finding, today) for finding in findings]
        return Baseline(entries=(*dict.fromkeys((*entries, *kept)),))

    def _renewed(self, finding: Finding, today: date) -> BaselineEntry:
        made, known = entry_of(finding), self.entry_for(finding)
        if known is not None:
            return replace(made, reason=known.reason, expires=known.expires)
        return replace(made, reason=UNEXPLAINED.format(today=today.isoformat()))


def entry_of(finding: Finding) -> BaselineEntry:
    """An entry that accepts a finding, without a reason."""
    masks, line = finding.exchange.request.masks, _line(finding)
    conditions = [each for each in (finding.condition, *finding.also) if each]
    return BaselineEntry(
        code=finding.code,
        cause=hide_distinct(_cause(finding), masks),
        line=hide_distinct(line, masks),
        conditions=tuple(hide_distinct(str(each), masks) for each in conditions[: SHOWN if line else None]),
        title=finding.title,
    )


def _line(finding: Finding) -> str:
    """The text of the line that broke, whatever its blanks are."""
    return " ".join(source_of(finding.exchange).split()) if finding.cause[0] == "crash" else ""


def _cause(finding: Finding) -> str:
    """What came back, without anything that changes with seed, time or line number."""
    crash, cause = finding.exchange.crash, finding.cause
    if cause[0] == "crash" and crash is not None:
        fault = f" {cause[-1]!r}" if cause[-1] else ""
        where = f" in {crash.function} of {crash.shown_file}" if crash.function else ""
        return f"{crash.type}{fault}{where}"
    return WORDS.get(str(cause[0])) or " ".join(map(str, cause))
