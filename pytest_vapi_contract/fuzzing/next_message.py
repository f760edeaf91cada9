"""
What a fuzz run sends next, without end: fresh messages, and ever more changes in them.

A search is made from a contract, a seed, a shard and the examples that were kept; it knows nothing of the
handler but words of its source, and what it is told to keep.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from math import log2
from random import Random
from typing import Any

from ..cases.condition import MISSING
from ..cases.skip import counted
from ..contract import Contract
from ..contract.listed_values import listed_values
from ..detail_names import DetailName
from ..handler_source.words import NO_WORDS, SourceWords
from ..json_paths import dumps
from ..samples import sample
from ..shapes import GenerationReading
from .covering_examples import CoveringExamples
from .edit_kinds import Palette, compared_edit, edit_of
from .example import MOST_EDITS, Edit, Example, edited
from .kept_examples import KeptExamples
from .places import Places
from .schema_values import SchemaValues
from .sequences import SequenceMaker
from .shard import Shard
from .tried_messages import TriedMessages

#: So far are the seeds of one search from those of a usual run, and of a search with another seed: no message
#: comes again.
FAR = 10_000_000
#: Messages with fewer characters may well be made from several seeds: each of them belongs to one shard.
COMMON = 1_000
#: How much is in a fresh message, and how often.
DETAILS: dict[DetailName, int] = {"minimal": 5, "typical": 5, "rich": 1}
READINGS: dict[GenerationReading, int] = {"every": 3, "observed": 2}
#: How often a fresh message is the next one that shows new places of the schema, and after how many trials:
#: they take longest.
COVERING_SHARE, COVERING_AFTER = 0.25, 600
#: How often a fresh message is varied before the next one is made, which takes longer.
VARIATIONS = 8
#: How many small messages are changed meanwhile at places that the source reads, and how many changes each
#: has at most.
FOCUSED, FOCUSED_EDITS = 12, 5
#: How often such a message has a property that the source reads, and in how many levels.
FILLED_SHARES, FILLED_LEVELS = (0.3, 0.6, 1.0), 4
#: How many sequences are made meanwhile.
SEQUENCES = 2
#: How much is in a message of a sequence, and in one that is changed at places that the source reads.
FEW_DETAILS: dict[DetailName, int] = {"minimal": 3, "typical": 1}
#: How often what is kept is varied, where anything is, and not a fresh message.
KEPT_SHARE = 0.5
#: How many messages the number of changes doubles after; and how many messages parts are taken from.
WIDENING, DONORS = 1_000, 40
#: How often several values that the source compares are set together; how often a change is tried again that
#: makes a message invalid, and how many times.
TOGETHER_SHARE, VALID_SHARE, TRIES = 0.25, 0.7, 2
#: How often a sequence gets one more message, and not a change of its last one.
LONGER_SHARE = 0.6
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
    _weights: list[int] = field(init=False)  # of the types: how often each is taken
    _tried: TriedMessages = field(default_factory=TriedMessages, init=False)
    _donors: deque[Any] = field(default_factory=lambda: deque(maxlen=DONORS), init=False)
    _coverings: CoveringExamples = field(init=False)
    _sequences: SequenceMaker = field(init=False)

    def __post_init__(self) -> None:
        self._random = self.shard.random(self.seed)
        self._weights = [NAMED_WEIGHT if type in self.words.constants else 1 for type in self.types]
        self._seeds = self.shard.seeds(FAR * (self.seed + 1))
        messages = self.contract.bundle.messages
        self._coverings = CoveringExamples(
            contract=self.contract, shard=self.shard, type=self._type, times=self._seeds
        )
        self._sequences = SequenceMaker(
            random=self._random,
            type=self._type,
            make=self._small,
            change=self._one_edit,
            has_turn=lambda name: "turnId" in messages.get(name, {}).get("properties", {}),
            times=[each for each in self.words.constants if type(each) is int],
        )

    def trials(self) -> Iterator[Trial]:
        """All that is tried, without end. No message comes twice, not in another shard either."""
        return filter(self._is_new, self._candidates())

    def _is_new(self, trial: Trial) -> bool:
        """Whether no other shard tries this, and this one did not yet."""
        parts = (*trial.example.before, trial.example)
        message = "".join(dumps(part.message) for part in parts)
        is_common = len(message) < COMMON or len(dumps(trial.example.base)) < COMMON
        return (self.shard.owns(message) or not is_common) and self._tried.is_new(message)

    def _candidates(self) -> Iterator[Trial]:
        """What might be tried."""
        numbers = count()
        while True:
            number = next(numbers)
            fresh = self._fresh(number)
            self._donors.append(fresh.base)
            yield Trial(example=fresh, doing=f"messages ({fresh.type})", number=number)
            for _ in range(VARIATIONS):
                number = next(numbers)
                yield self._varied(self._chosen(fresh), number)
            for _ in range(FOCUSED if self.words.read else 0):
                yield self._focused(next(numbers))
            for _ in range(SEQUENCES):
                yield self._sequence(next(numbers))

    def _focused(self, number: int) -> Trial:
        """A small message with changes at places that the source reads."""
        fresh = self._small(self._type(), next(self._seeds))
        chosen = self._chosen(fresh)
        example = fresh if chosen.before else chosen
        for _ in range(self._random.randint(1, FOCUSED_EDITS)):
            example = self._focused_edit(example)
        doing = f"{counted(len(example.edits), 'change')} in {example.type}"
        return Trial(example=example, doing=doing, number=number)

    def _one_edit(self, example: Example) -> Example:
        """An example with one more change: where the source reads, if it is known."""
        return self._focused_edit(example) if self.words.read else self._varied(example, 0).example

    def _focused_edit(self, example: Example) -> Example:
        """An example with a change where the source reads; most are still valid, if that can be had."""
        places = Places(example.message, self.words)
        palette = self._palette(places, example)
        changed = example
        for _ in range(TRIES):
            place = places.chosen_read(self._random, but=[each.path for each in example.edits])
            if place is None:
                break
            changed = example.with_edits((*example.edits, edit_of(palette, place))[:MOST_EDITS])
            if not self._is_broken(changed) or self._random.random() >= VALID_SHARE:
                return changed
        return changed

    def _is_broken(self, example: Example) -> bool:
        return self.contract.standing(example.message) == "violating"

    def _sequence(self, number: int) -> Trial:
        """Messages that belong together, or some that reached something new and one more."""
        kept = self.kept.chosen_sequence(self._random)
        if kept is not None and self._random.random() < KEPT_SHARE:
            example = self._sequences.longer(kept)
        else:
            example = self._sequences.sequence(next(self._seeds))
        return Trial(example=example, doing=f"{len(example.before) + 1} messages in a row", number=number)

    def keep(self, trial: Trial) -> None:
        """Keep what reached something new, to vary it further."""
        self.kept.keep(trial.example)

    def _chosen(self, fresh: Example) -> Example:
        varies_kept = len(self.kept) > 0 and self._random.random() < KEPT_SHARE
        return self.kept.chosen(self._random) if varies_kept else fresh

    def _fresh(self, number: int) -> Example:
        type = self._type()
        reading = self._reading(type)
        [detail] = self._random.choices(tuple(DETAILS), tuple(DETAILS.values()))
        is_covering = number >= COVERING_AFTER and self._random.random() < COVERING_SHARE
        covering = self._coverings.next() if is_covering else None
        if covering is not None:
            return covering
        message = sample(type, seed=next(self._seeds), contract=self.contract, reading=reading, detail=detail)
        return Example(type=type, base=message, observed=reading == "observed")

    def _type(self) -> str:
        """One of the types, those that the source names more often."""
        return self._random.choices(self.types, self._weights)[0]

    def _small(self, type: str, seed: int) -> Example:
        """A message with little in it but what the source reads; it belongs to the others of its seed."""
        [reading] = Random(seed).choices(tuple(READINGS), tuple(READINGS.values()))
        if type not in self.contract.bundle.messages:
            reading = "observed"
        [detail] = self._random.choices(tuple(FEW_DETAILS), tuple(FEW_DETAILS.values()))
        message = sample(type, seed=seed, contract=self.contract, reading=reading, detail=detail)
        example = Example(type=type, base=message, observed=reading == "observed")
        return example if example.observed else self._filled(example, seed)

    def _filled(self, example: Example, seed: int) -> Example:
        """A message with some of the properties that the source reads and it lacks, if it is still valid."""
        schema, message = self._schema(example, seed), example.base
        share = self._random.choice(FILLED_SHARES)
        for _ in range(FILLED_LEVELS):
            for place in Places(message, self.words).read:
                if place.value is MISSING and self._random.random() < share:
                    message = Edit(place.path, schema.value(place.path, self._random)).applied(message)
        is_valid = self.contract.standing(message) == "conforming"
        return replace(example, base=message) if is_valid else example

    def _reading(self, type: str) -> GenerationReading:
        """As the schema has it, or as production sends it: the only way for types that are not published."""
        [reading] = self._random.choices(tuple(READINGS), tuple(READINGS.values()))
        return reading if type in self.contract.bundle.messages else "observed"

    def _varied(self, example: Example, number: int) -> Trial:
        """
        An example with more changes: the later, the more. Most are still valid, if that can be had.

        Or it is a sequence with one more message.
        """
        if example.before and self._random.random() < LONGER_SHARE:
            longer = self._sequences.longer(example)
            return Trial(example=longer, doing=f"{len(longer.before) + 1} messages in a row", number=number)
        changed = self._changed(example, number)
        for _ in range(TRIES):
            if not self._is_broken(changed) or self._random.random() >= VALID_SHARE:
                break
            changed = self._changed(example, number)
        doing = f"{counted(len(changed.edits), 'change')} in {example.type}"
        return Trial(example=changed, doing=doing, number=number)

    def _changed(self, example: Example, number: int) -> Example:
        edits, message = list(example.edits), example.message
        if self.words.compared and self._random.random() < TOGETHER_SHARE:
            places = Places(message, self.words)
            palette = self._palette(places, example)
            edits += [compared_edit(palette, each) for each in places.chosen_together(self._random)]
            return example.with_edits(edits[:MOST_EDITS])
        most = min(MOST_EDITS - len(edits), 1 + int(log2(1 + number / WIDENING)))
        for _ in range(self._random.randint(min(1, most), most)):
            places = Places(edited(example.base, edits), self.words)
            place = places.chosen(self._random)
            edits += [edit_of(self._palette(places, example), place)] if place else []
        return example.with_edits(edits)

    def _palette(self, places: Places, example: Example) -> Palette:
        return Palette(
            random=self._random,
            words=self.words,
            listed=listed_values(self.contract),
            donor=self._random.choice(self._donors),
            others=[place.value for place in places.read if place.value is not MISSING],
            schema=self._schema(example),
        )

    def _schema(self, example: Example, seed: int | None = None) -> SchemaValues:
        return SchemaValues(
            contract=self.contract,
            type=example.type,
            reading="observed" if example.observed else "every",
            compared=self.words.compared,
            seed=seed,
        )
