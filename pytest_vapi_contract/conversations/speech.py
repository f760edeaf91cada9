"""What becomes of text when it is spoken and heard: markup goes, and a transcriber corrects itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MARKUP = re.compile(r"<[^<>]*>")
LETTER = 60  #: Milliseconds that a letter takes.


def without_markup(text: str) -> str:
    """Leave out markup for the voice, such as `<flush />`; the blanks around it stay."""
    return MARKUP.sub("", text)


def spoken(tokens: Iterable[str]) -> str:
    """Return what is spoken of tokens: without markup, and with single blanks."""
    return " ".join(without_markup("".join(tokens)).split())


def duration(text: str) -> int:
    """Return how many milliseconds it takes to say a text."""
    return max(400, LETTER * len(text))


def spoken_until(text: str, milliseconds: int) -> str:
    """Return the words that are complete after some milliseconds."""
    if milliseconds >= duration(text):
        return text
    return text[: max(milliseconds, 0) // LETTER].rpartition(" ")[0]


def heard_parts(text: str, count: int) -> Iterator[str]:
    """Return what is heard of a text while it is spoken: longer each time, and never all of it."""
    for number in range(1, count + 1):
        yield text[: max(1, len(text) * number // (count + 1))]


def guessed(heard: str) -> str:
    """
    Return what a transcriber makes of what it has heard so far: the end is a guess.

    The last two words have no capitals and no punctuation until they are certain, and the last may be cut.
    """
    *certain, last, cut = ["", "", *heard.rsplit(" ", 2)][-3:]
    guesses = [re.sub(r"[^\w\s'-]", "", word).lower() for word in (last, cut)]
    return " ".join([*certain, *guesses]).strip()
