"""The tokens of a response as they come: what the voice can say of them by a time."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .speech import spoken

UNFINISHED = re.compile(r"<[^<>]*$")  # the rest of the markup may be in the next token


@dataclass(frozen=True, slots=True)
class TokenStream:
    """Tokens that are put out one after the other."""

    tokens: tuple[str, ...]
    begin: int  #: When the first of them is: milliseconds since the start of the call.
    step: int  #: Milliseconds from one token to the next.

    @property
    def until(self) -> int:
        """When the next token would be put out."""
        return self.begin + len(self.tokens) * self.step

    @property
    def first_word(self) -> int:
        """When there is something to say for the first time."""
        count = len(self.tokens)
        number = bisect_left(range(count), True, key=lambda number: bool(self._words(number + 1)))
        return self.begin + number * self.step

    def known(self, at: int) -> str:
        """Return what there is to say of the tokens that were put out before a time."""
        return self._words(max(0, -(-(at - self.begin) // self.step)))

    def _words(self, count: int) -> str:
        if count >= len(self.tokens):
            return spoken(self.tokens)
        return spoken([UNFINISHED.sub("", "".join(self.tokens[:count]))])
