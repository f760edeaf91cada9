"""Messages that belong together: of one call, chat or session, in any order, and some of them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from ..cases.fresh_ids import ids_in
from .example import Edit, Example

#: The most messages before the last one.
MOST_BEFORE = 60
#: How many messages a sequence has, before any comes again; and for how many types a lot is drawn.
LENGTHS, TYPES_DRAWN = (2, 2, 3, 3, 4, 5, 6, 8), (1, 2, 3, 4, 5)
#: How often a message comes again directly, and how many times, where the source has no such number.
REPEATED_SHARE, TIMES = 0.15, (1, 1, 1, 2, 2, 5, 10, 20)
#: How often messages of a sequence are changed at all, how often each of them is then, and of how many turns
#: they are at most.
CHANGING_SHARE, CHANGED_SHARE, TURNS = 0.5, 0.5, 3
#: How often a longer sequence gets a message that is not one of its own; of how many ids the seed is kept.
OTHER_SHARE, MOST_IDS = 0.5, 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class SequenceMaker:
    """Makes messages that belong together; the last one has the others before it."""

    random: Random
    type: Callable[[], str]  #: One of the types.
    make: Callable[[str, int], Example]  #: A message of a type and a seed: those of one seed belong together.
    change: Callable[[Example], Example]
    has_turn: Callable[[str], bool]  #: Whether messages of a type can be of a turn.
    times: Sequence[int] = ()  #: Numbers of the source: how often something may be counted.
    _seeds: dict[str, int] = field(default_factory=dict[str, int])  # id -> the seed that its messages have

    def sequence(self, seed: int) -> Example:
        """A sequence of one seed."""
        types = self._types()
        turns = [
            str(UUID(int=self.random.getrandbits(128), version=4))
            for _ in range(self.random.randint(1, TURNS))
        ]
        changed_share = CHANGED_SHARE if self.random.random() < CHANGING_SHARE else 0.0
        examples: list[Example] = []
        for _ in range(self.random.choice(LENGTHS)):
            if examples and self.random.random() < REPEATED_SHARE:
                examples += [examples[-1]] * self._times()
            else:
                example = self._of_turn(self.make(self.random.choice(types), seed), turns)
                examples.append(self._changed(example, changed_share))
        self._note(examples[0], seed)
        return joined(examples)

    def _note(self, example: Example, seed: int) -> None:
        """Remember by which seed other messages belong to a message."""
        for id in ids_in(example.base):
            self._seeds[id] = seed
            if len(self._seeds) > MOST_IDS:
                del self._seeds[next(iter(self._seeds))]

    def _types(self) -> list[str]:
        """A few types, each once."""
        return list(dict.fromkeys(self.type() for _ in range(self.random.choice(TYPES_DRAWN))))

    def longer(self, example: Example) -> Example:
        """A sequence with one message behind it that belongs to it, which may be changed."""
        parts = [*example.before, replace(example, before=())]
        seed = next((self._seeds[id] for id in ids_in(example.base) if id in self._seeds), None)
        if seed is None or self.random.random() >= OTHER_SHARE:
            another = self.random.choice(parts)
        else:
            another = self._of_turn(self.make(self.type(), seed), _turns_of(parts))
        return joined([*parts, self._changed(another, CHANGED_SHARE)])

    def _of_turn(self, example: Example, turns: Sequence[str]) -> Example:
        """A message of one of some turns, if it can be."""
        if not turns or not self.has_turn(example.type):
            return example
        return example.with_edits((*example.edits, Edit(("turnId",), self.random.choice(turns))))

    def _changed(self, example: Example, share: float) -> Example:
        return self.change(example) if self.random.random() < share else example

    def _times(self) -> int:
        near = [number + step for number in self.times for step in (-1, 0) if 0 < number + step < MOST_BEFORE]
        return self.random.choice(near if near and self.random.random() < 0.5 else TIMES)


def _turns_of(examples: Sequence[Example]) -> list[str]:
    """The turns of some messages."""
    turns = (each.message.get("turnId") for each in examples)
    return list(dict.fromkeys(turn for turn in turns if isinstance(turn, str)))


def joined(examples: Sequence[Example]) -> Example:
    """The last of some examples, with the others before it."""
    *before, last = examples[-MOST_BEFORE - 1 :]
    return replace(last, before=tuple(before))
