"""
What a fuzz run sends next, without end: fresh messages, and ever more changes in them.

A search is made from a contract, a seed, a shard and the examples that were kept; it knows nothing of the
handler but words of its source, and what it is told to keep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import log2
from random import Random
from typing import Any

from ..contract import Contract
from ..detail import DetailName
from ..json_paths import dumps
from ..samples import sample
from ..shapes import GenerationReading
from .edit_kinds import Palette, edit_of
from .example import MOST_EDITS, Edit, Example, edited
from .kept_examples import KeptExamples
from .listed_values import listed_values
from .places import Places
from .shard import Shard
from .source_words import NO_WORDS, SourceWords

#: So far are the seeds of one search from those of a usual run, and of a search with another seed: no message
#: comes again.
FAR = 10_000_000
#: Messages with fewer characters may well be made from several seeds: each of them belongs to one shard.
COMMON = 1_000
#: Of how many messages it is known that they were tried.
MOST_KNOWN = 200_000
#: How much is in a fresh message, and how often.
DETAILS: dict[DetailName, int] = {"minimal": 2, "typical": 5, "rich": 1}
READINGS: dict[GenerationReading, int] = {"every": 3, "observed": 2}
#: How often a fresh message is varied before the next one is made, which takes longer.
VARIATIONS = 8
#: How often what is kept is varied, where anything is, and not a fresh message.
KEPT_SHARE = 0.5
#: How many messages the number of changes doubles after; and how many messages parts are taken from.
WIDENING, DONORS = 1_000, 40
#: How many times as often a type comes that the source names.
NAMED_WEIGHT = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One thing to try."""

    example: Example
    doing: str  #: What is tried, in a few words.
    number: int


@dataclass(kw_only=True, slots=True)
class Search:
    """Says what to try next; what reached something new is kept and varied further."""

    contract: Contract
    types: Sequence[str]
    seed: int = 0
    shard: Shard = field(default_factory=Shard)
    words: SourceWords = NO_WORDS
    kept: KeptExamples = field(default_factory=KeptExamples)
    _random: Random = field(init=False)
    _seeds: Iterator[int] = field(init=False)
    _known: set[int] = field(default_factory=set[int], init=False)
    _donors: deque[Any] = field(default_factory=lambda: deque(maxlen=DONORS), init=False)

    def __post_init__(self) -> None:
        self._random = self.shard.random(self.seed)
        self._seeds = self.shard.seeds(FAR * (self.seed + 1))

    def trials(self) -> Iterator[Trial]:
        """All that is tried, without end. No message comes twice, not in another shard either."""
        return filter(self._is_new, self._candidates())

    def _is_new(self, trial: Trial) -> bool:
        """Whether no other shard tries this, and this one did not yet."""
        message = dumps(trial.example.message)
        is_common = len(message) < COMMON or len(dumps(trial.example.base)) < COMMON
        if hash(message) in self._known or (is_common and not self.shard.owns(message)):
            return False
        if len(self._known) < MOST_KNOWN:
            self._known.add(hash(message))
        return True

    def _candidates(self) -> Iterator[Trial]:
        """What might be tried."""
        numbers = count()
        while True:
            fresh = self._fresh()
            self._donors.append(fresh.base)
            yield Trial(example=fresh, doing=f"messages ({fresh.type})", number=next(numbers))
            for _ in range(VARIATIONS):
                number = next(numbers)
                yield self._varied(self._chosen(fresh), number)

    def keep(self, trial: Trial) -> None:
        """Keep what reached something new; what has many changes becomes the message that is changed."""
        self.kept.keep(trial.example)

    def _chosen(self, fresh: Example) -> Example:
        varies_kept = len(self.kept) > 0 and self._random.random() < KEPT_SHARE
        return self.kept.chosen(self._random) if varies_kept else fresh

    def _fresh(self) -> Example:
        weights = [NAMED_WEIGHT if type in self.words.constants else 1 for type in self.types]
        [type] = self._random.choices(self.types, weights)
        reading = self._reading(type)
        [detail] = self._random.choices(tuple(DETAILS), tuple(DETAILS.values()))
        message = sample(type, seed=next(self._seeds), contract=self.contract, reading=reading, detail=detail)
        return Example(type=type, base=message, observed=reading == "observed")

    def _reading(self, type: str) -> GenerationReading:
        """As the schema has it, or as production sends it: the only way for types that are not published."""
        [reading] = self._random.choices(tuple(READINGS), tuple(READINGS.values()))
        return reading if type in self.contract.bundle.messages else "observed"

    def _varied(self, example: Example, number: int) -> Trial:
        """An example with more changes: the later, the more."""
        room = MOST_EDITS - len(example.edits)
        most = min(room, 1 + int(log2(1 + number / WIDENING)))
        edits = list(example.edits)
        for _ in range(self._random.randint(min(1, most), most)):
            edit = self._edit(edited(example.base, edits))
            edits += [edit] if edit else []
        changed = example.with_edits(edits)
        doing = f"{len(edits)} change{'' if len(edits) == 1 else 's'} in {example.type}"
        return Trial(example=changed, doing=doing, number=number)

    def _edit(self, message: Any) -> Edit | None:
        place = Places(message, self.words).chosen(self._random)
        if place is None:
            return None
        palette = Palette(
            random=self._random,
            words=self.words,
            listed=listed_values(self.contract),
            donor=self._random.choice(self._donors),
        )
        return edit_of(palette, place)
