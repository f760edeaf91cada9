"""A text as the tokens in which an LLM puts it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

FLUSH = " <flush /> "
WORD = re.compile(r"\s*\S+\s*$|\s*\S+")


def tokens_of(text: str, chance: Callable[[], float]) -> Iterator[str]:
    """
    Cut a text into tokens: words with the blank before them, several words, pieces of words, empty ones.

    Markup for the voice is put in after some sentences; leaving it out again gives the text, but for blanks.
    """
    held = ""
    for word in WORD.findall(text):
        held += word
        if chance() < 0.2:
            continue  # it comes together with the next word
        if len(held) > 6 and chance() < 0.2:
            cut = 1 + int(chance() * (len(held) - 1))
            yield held[:cut]
            held = held[cut:]
        yield from _marked(held, chance)
        held = ""
    if held:
        yield held


def _marked(token: str, chance: Callable[[], float]) -> Iterator[str]:
    """Put markup after the end of a sentence now and then, and an empty token anywhere."""
    if token.rstrip().endswith((".", "?", "!")) and chance() < 0.3:
        yield from (token + FLUSH,) if chance() < 0.5 else (token, FLUSH)
    else:
        yield token
    if chance() < 0.03:
        yield ""
