"""Patterns for which no text is made: it would be very long, or keep Python busy for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from time import thread_time

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[*+?]|\{[0-9]+,?[0-9]*\}", re.DOTALL)
#: How often a part may be repeated.
MOST_REPEATED = 1_000
_LENGTHS, _LONG = range(8, 33, 2), 0.01
_USUAL, _MOST_CHARACTERS = "aA0-. ", 16


@lru_cache(maxsize=1024)
def is_hard(pattern: str) -> bool:
    """Tell whether a text for a pattern is long, or to match one takes twice as long with each character."""
    repeated = tuple(_repeated(pattern))
    if any(times > MOST_REPEATED for times, _ in repeated):
        return True
    characters = [*_USUAL, *re.findall(r"\w", pattern)][:_MOST_CHARACTERS]
    return any(nested for _, nested in repeated) and any(_takes_long(pattern, char) for char in characters)


def _repeated(pattern: str) -> Iterator[tuple[int, bool]]:
    """How often parts are repeated, in what is repeated itself; and whether one can be read in many ways."""
    groups = [0]
    closed = 0  # what is in the group that ended just now
    for token in (match.group() for match in _TOKEN.finditer(pattern)):
        if token == "(":
            groups.append(0)
        elif token == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] = max(groups[-1], closed)
            continue
        elif token == "|":
            groups[-1] = max(groups[-1], 1)
        elif token[0] in "*+{":
            times = max(map(int, re.findall(r"\d+", token)), default=1) * max(closed, 1)
            groups[-1] = max(groups[-1], times)
            yield times, closed > 0
        closed = 0


def _takes_long(pattern: str, char: str) -> bool:
    """Tell whether a text that begins with one character again and again, and ends otherwise, takes long."""
    return any(_time(pattern, char * length + "\0" * MOST_REPEATED) > _LONG for length in _LENGTHS)


def _time(pattern: str, text: str) -> float:
    began = thread_time()
    re.search(pattern, text)
    return thread_time() - began
