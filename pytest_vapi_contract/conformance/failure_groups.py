"""What failed in a run, by its cause: of failures that are alike a few are kept, the others counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..cases.case import OF_TOOLS
from ..findings import Finding, Skip
from ..findings.deduplication import place_of
from ..findings.fingerprint import Cause
from .budget import CAUSES, FEW, KEPT, KEPT_ALIKE


class Group(NamedTuple):
    """What failures with one cause have in common."""

    check: str
    type: str
    cause: Cause
    conditional: bool
    is_of_tools: bool = False  #: Whether they are calls of the user's own tools.


@dataclass(slots=True)
class FailureGroups(Mapping[Group, list[Finding]]):
    """
    The failures of a run in groups, which take a limited amount of memory, whatever the handler does.

    One that is not kept is counted by one that is.
    """

    groups: dict[Group, list[Finding]] = field(default_factory=dict[Group, list[Finding]])
    kept: int = 0  #: Bytes of the failures that are kept: of requests, replies and exceptions.
    uncounted: int = 0  #: Failures of causes that came after too many others.

    def add(self, finding: Finding) -> None:
        """Keep a failure without what is long in it, or count it."""
        case = finding.case
        is_of_tools = case.category in OF_TOOLS
        group = Group(finding.check, case.type, finding.cause, bool(finding.condition), is_of_tools)
        alike = self.groups.get(group)
        if alike is None and len(self.groups) >= CAUSES:
            self.uncounted += 1
        elif alike is None or len(alike) < (KEPT_ALIKE if self.kept < KEPT else FEW):
            self.groups.setdefault(group, []).append(finding.abridged())
            self.kept += _weight(finding)
        else:
            _count(alike, finding)

    def skips(self) -> Iterator[Skip]:
        """What is not told of what failed."""
        if self.uncounted:
            why = f"{CAUSES} other causes came before them"
            yield Skip(what=f"{self.uncounted} failures", why=why, essential=False)

    def __getitem__(self, group: Group) -> list[Finding]:
        return self.groups[group]

    def __iter__(self) -> Iterator[Group]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)


def _weight(finding: Finding) -> int:
    """What is kept of a failure, in bytes: a character may take two."""
    exchange = finding.exchange.abridged()
    crash, reply = exchange.crash, exchange.reply
    told = 2 * (len(crash.message) + len(crash.traceback)) if crash else 0
    return len(exchange.request.body) + told + (len(reply.body) if reply else 0)


def _count(alike: list[Finding], finding: Finding) -> None:
    """Count a failure by the first that is about the same place, or else by the first of all."""
    place = place_of(finding)
    at = next((at for at, each in enumerate(alike) if place_of(each) == place), 0)
    alike[at] = replace(alike[at], count=alike[at].count + finding.count)
