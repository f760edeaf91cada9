"""The timing of speech: which words were said, or when each of them is; not every voice tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import accumulate, pairwise
from typing import TypeAlias

from ..json_paths import Object
from .speech import LETTER

#: The words so far, with the blanks between them, and whether nothing of them was said yet.
Timing: TypeAlias = Callable[[list[str], bool], Object]
#: What a voice tells; which one a call has depends on its seed.
VOICES: tuple[str | None, ...] = (None, "word-progress", "word-alignment")


def timing_of(text: str, seed: int, *, is_first: bool) -> Object:
    """Return the `timing` of a text so far, as a property; nothing for a voice that tells none."""
    voice = VOICES[seed % len(VOICES)]
    if voice is None:
        return {}
    return {"timing": {"type": voice, **TIMINGS[voice](re.findall(r"\s+|\S+", text), is_first)}}


def _progress(words: list[str], is_first: bool) -> Object:
    """Count words: before the first of them is said, it is not known how many there are."""
    count = 0 if is_first else sum(not word.isspace() for word in words)
    return {"wordsSpoken": count, "totalWords": count}


def _alignment(words: list[str], is_first: bool) -> Object:  # noqa: ARG001 - one signature for all
    """Tell when each word begins and ends, in milliseconds, the blanks among them too."""
    times = list(accumulate((LETTER * len(word) for word in words), initial=0))
    starts, ends = zip(*pairwise(times), strict=True) if words else ((), ())
    return {"words": words, "wordsStartTimesMs": list(starts), "wordsEndTimesMs": list(ends)}


TIMINGS: Mapping[str, Timing] = {"word-progress": _progress, "word-alignment": _alignment}
