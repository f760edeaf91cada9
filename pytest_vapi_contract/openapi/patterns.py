r"""
Regular expressions of JavaScript -> patterns that Python and ECMA engines read in the same way.

A published pattern is often the text of a regex literal, `/^\p{L}\d*$/u`. What its few shorthands mean is
written out as character classes, and `$` so that no newline may follow it (in Python one may). Most else
that engines read in different ways is not read at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

_LITERAL = re.compile(r"/(?P<body>.+)/(?P<flags>[dgimsuvy]*)", re.DOTALL)
#: Flags that do not change what a pattern says of one text.
_FLAGS = frozenset("dgu")

_TOKEN = re.compile(
    r"""
    (?P<same> [\^|)] | \((?:\?[:=!])?(?!\?) | (?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?![*+?{])
        | [^\\^$.*+?()\[\]{}|\ud800-\udfff] )
  | (?P<end> \$ )
  | (?P<class> \[\^?+(?!\])(?:\\.|[^\]\\])+\] )
  | (?P<shorthand> \. | \\[dDwWsS] | \\[pP]\{L\} )
  | (?P<escaped> \\[^A-Za-z0-9] )
  | (?P<unread> \(\?<?. | .[A-Za-z0-9]? )
    """,
    re.VERBOSE | re.DOTALL,
)
_CHARACTER = r"(?:\\[^A-Za-z0-9]|[^\\\ud800-\udfff])"
_ITEM = re.compile(
    rf"\\(?P<shorthand>[dsw]|p(?=\{{L\}}))(?:\{{L\}})?|(?P<low>{_CHARACTER})(?:-(?P<high>{_CHARACTER}))?|\\?.",
    re.DOTALL,
)

#: The ranges of a character class that a shorthand stands for; of `.` the others. Letters are of Unicode 14.
_MEANINGS = {
    ".": "\n\r\u2028\u2029",
    "d": "0-9",
    "p": json.loads(Path(__file__).with_name("unicode_letters.json").read_bytes()),
    "s": "\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
    "w": "0-9A-Z_a-z",
}


def translated_pattern(pattern: str) -> str:
    """
    A pattern, or the text of a regex literal, as Python and ECMA engines both read it.

    Raises `ValueError` for what is not known to be read alike, such as backreferences and the flag `i`.
    """
    literal = _LITERAL.fullmatch(pattern)
    body, flags = (literal["body"], literal["flags"]) if literal else (pattern, "u")
    if unread := sorted(set(flags) - _FLAGS):
        raise ValueError(f"the flag {unread[0]!r} is not supported")
    if "u" not in flags and r"\p" in body.lower():
        raise ValueError(r"\p is read with the flag 'u' only")
    translation = "".join(_part(str(token.lastgroup), token.group()) for token in _TOKEN.finditer(body))
    try:
        re.compile(translation)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    _check_size(translation)
    return translation


def _check_size(pattern: str) -> None:
    """Raise `ValueError` for a pattern that is too large for the validator that decides."""
    from jsonschema_rs import Draft202012Validator, ValidationError  # noqa: PLC0415 - only imports need it

    try:
        Draft202012Validator({"pattern": pattern})
    except (ValidationError, ValueError) as error:
        raise ValueError("it is too large") from error


def _part(kind: str, text: str) -> str:
    if kind == "unread":
        raise ValueError(f"{text} is not supported")
    if kind == "end":
        return r"$(?!\n)"
    if kind == "escaped":
        return text if text[1] in r"^$\.*+?()[]{}|" else text[1]
    if kind == "shorthand":
        return _class(_MEANINGS[text[:2][-1].lower()], others=text == "." or text[1].isupper())
    if kind == "class":
        others = text.startswith("[^")
        return _class(text[2 if others else 1 : -1], others=others)
    return text


def _class(items: str, *, others: bool) -> str:
    """The character class of some items, in the order of their characters; or of all others."""
    ranges = sorted({each for item in _ITEM.finditer(items) for each in _ranges(item)})
    inside = ("-".join(map(_inside, ends)) for ends in ranges)
    return f"[{'^' if others else ''}{''.join(inside)}]"


def _ranges(item: re.Match[str]) -> Iterator[tuple[str, ...]]:
    if item["shorthand"]:
        for inner in _ITEM.finditer(_MEANINGS[item["shorthand"]]):
            yield from _ranges(inner)
    elif item["low"]:
        yield tuple(end[-1] for end in item.group("low", "high") if end)
    else:
        raise ValueError(f"{item.group()} is not supported in a character class")


def _inside(character: str) -> str:
    if character in r"\]^-[":
        return f"\\{character}"
    return character if character >= " " else f"\\x{ord(character):02x}"
