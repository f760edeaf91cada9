"""What a search did beside the messages that every run sends, and which parts of it a report has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from ..cases.skip import Skip, counted
from ..delivery import Location
from ..json_paths import Object

#: A part of a search: its number, from 1, and how many there are.
Part = tuple[int, int]
WHOLE: Part = (1, 1)
#: Files, each with the numbers of some lines.
Reached = tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchSummary:
    """What a search did, or the parts of one together."""

    parts: tuple[Part, ...] = (WHOLE,)  #: The parts that are in the report.
    tried: int = 0  #: The number of messages that it sent.
    kept: int = 0  #: How many of these reached something new.
    again: int = 0  #: How many messages that failed in an earlier run did so again.
    #: The lines of the handler that were reached, by file; nothing where that was not seen.
    reached: Reached = ()

    @property
    def is_whole(self) -> bool:
        """Whether no part is missing."""
        return not self._missing

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of it."""
        return (*self._told_again(), self._told_parts() + self._told_counts())

    @property
    def skips(self) -> tuple[Skip, ...]:
        """The parts that are missing from a merged report."""
        return tuple(map(missing_part, self._missing))

    @property
    def _missing(self) -> list[Part]:
        """The parts that are missing; none if there are all of one search."""
        wholes = {of: [(number, of) for number in range(1, of + 1)] for _, of in self.parts}
        missing = [[part for part in whole if part not in self.parts] for whole in wholes.values()]
        return [] if [] in missing else [*chain.from_iterable(missing)]

    def _told_parts(self) -> str:
        if self.is_whole:
            return ""
        return f"{' and '.join(f'shard {number}/{of}' for number, of in self.parts)} of a search: "

    def _told_counts(self) -> str:
        told = f"searched with {counted(self.tried, 'message')}; {self.kept} of them reached something new"
        if not self.reached:
            return told
        lines = sum(len(lines) for _, lines in self.reached)
        return f"{told}; {counted(lines, 'line')} of {counted(len(self.reached), 'file')} reached"

    def _told_again(self) -> Iterator[str]:
        if self.again:
            yield f"{counted(self.again, 'message')} that failed before failed again"

    def to_json(self) -> Object:
        """It as JSON."""
        return asdict(self) | {
            "parts": [[*part] for part in self.parts],
            "reached": {file: [*lines] for file, lines in self.reached},
        }

    @classmethod
    def from_json(cls, record: Object) -> SearchSummary:
        """It as it was before `to_json`."""
        parts = tuple((number, of) for number, of in record["parts"])
        read: Object = {"parts": parts, "reached": _in_order(record["reached"])}
        return cls(**{**record, **read})


def missing_part(part: Part) -> Skip:
    """That a part of a search is in none of the reports that were merged."""
    number, of = part
    return Skip(what=f"shard {number}/{of} of the search", why="its report is missing", essential=True)


def by_file(lines: Iterable[tuple[str, int]]) -> Reached:
    """The lines of files, by file as a report shows it."""
    reached: dict[str, set[int]] = {}
    for file, line in lines:
        reached.setdefault(file, set()).add(line)
    return _in_order({Location(file, 0, "").shown_file: numbers for file, numbers in reached.items()})


def merged_search(searches: Sequence[SearchSummary]) -> SearchSummary | None:
    """What several searches, or parts of one, did together; None if there was none."""
    if not searches:
        return None
    reached: dict[str, set[int]] = {}
    for file, lines in chain.from_iterable(each.reached for each in searches):
        reached.setdefault(file, set()).update(lines)
    return SearchSummary(
        parts=tuple(sorted({part for each in searches for part in each.parts})),
        tried=sum(each.tried for each in searches),
        kept=sum(each.kept for each in searches),
        again=sum(each.again for each in searches),
        reached=_in_order(reached),
    )


def _in_order(reached: Mapping[str, Sequence[int] | set[int]]) -> Reached:
    return tuple((file, tuple(sorted(reached[file]))) for file in sorted(reached))
