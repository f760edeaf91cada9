"""The examples that are worth varying further: those that reached something new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from .example import Example

#: How many are kept at most, how many characters they have in all, and the longest one.
MOST, MOST_CHARACTERS, LONGEST = 1_000, 16_000_000, 200_000


@dataclass(slots=True)
class KeptExamples:
    """Examples in the order in which they were kept; the oldest make room for new ones."""

    examples: list[Example] = field(default_factory=list[Example])
    characters: int = 0
    _sizes: list[int] = field(default_factory=list[int])

    def keep(self, example: Example) -> None:
        """Keep an example, unless it is too long."""
        size = example.size
        if size > LONGEST:
            return
        self.examples.append(example)
        self._sizes.append(size)
        self.characters += size
        while len(self.examples) > MOST or self.characters > MOST_CHARACTERS:
            del self.examples[0]
            self.characters -= self._sizes.pop(0)

    def chosen(self, random: Random) -> Example:
        """One of the examples."""
        return _newer(self.examples, random)

    def chosen_sequence(self, random: Random) -> Example | None:
        """One of those that have others before them; None if there is none."""
        sequences = [each for each in self.examples if each.before]
        return _newer(sequences, random) if sequences else None

    def __len__(self) -> int:
        return len(self.examples)


def _newer(examples: Sequence[Example], random: Random) -> Example:
    """Of two at random the newer, because it was varied less often."""
    last = len(examples) - 1
    return examples[max(random.randint(0, last), random.randint(0, last))]
