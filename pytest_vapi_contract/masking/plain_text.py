"""Text that comes from a handler, made plain: nothing in it is acted on by a terminal."""

from __future__ import annotations

_LINES = frozenset("\n\t")


def plain(text: str) -> str:
    """
    A text with what is not printed escaped as Python does it: controls, marks of direction, lone surrogates.

    Line breaks and tabs stay.
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


def on_one_line(text: str) -> str:
    """A plain text with its line breaks and tabs escaped, too."""
    return text.replace("\n", "\\n").replace("\t", "\\t")


def beginning(text: str, most: int) -> str:
    """The beginning of a text that may be an instance of a subclass: none of its own methods are called."""
    return str.__getitem__(text, slice(most))


def _escaped(char: str) -> str:
    return char if char.isprintable() or char in _LINES else repr(char)[1:-1]
