"""
Regular expressions of JavaScript -> patterns that Python and ECMA engines read in the same way.

A published pattern is often the text of a regex literal, `/^\\p{L}\\d*$/u`. What engines read in different ways
is written out: `\\p{L}`, `\\d`, `\\w`, `\\s`, `.` and `\\b` as character classes, `$` so that no newline may
follow it (in Python one may). 2020-12 wants patterns read with the flag `u`, so characters beyond U+FFFF stand
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ..errors import UnreadablePattern
from .characters import ANY, SPACE, WORD, Characters, category, one, shorthand

_LITERAL = re.compile(r"/(?P<body>.+)/(?P<flags>[dgimsuvy]*)", re.DOTALL)

_ESCAPE = r"""
    (?P<code>\\u\{[0-9A-Fa-f]{1,6}\} | \\u[0-9A-Fa-f]{4} | \\x[0-9A-Fa-f]{2} | \\c[A-Za-z] | \\0(?![0-9]))
  | (?P<category>\\[pP]\{[^{}]*\})
  | (?P<shorthand>\\[dDwWsS])
"""
_TOKEN = re.compile(
    _ESCAPE
    + r"""
  | (?P<boundary>\\[bB])
  | (?P<class>\[(?:\\.|[^\]\\])*\])
  | (?P<quantifier>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??)
  | (?P<open>\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]*>))?)
  | (?P<close>\))
  | (?P<either>\|)
  | (?P<start>\^)
  | (?P<end>\$)
  | (?P<dot>\.)
  | (?P<escaped>\\.)
  | (?P<character>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ITEM = re.compile(_ESCAPE + r"| (?P<escaped>\\.) | (?P<character>.)", re.VERBOSE | re.DOTALL)

#: Escapes of one character, everywhere; `\\b` is the backspace in a class only.
_NAMED = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_LINE_ENDS = one("\n").and_(one("\r"), one("\u2028"), one("\u2029"))

Fail = Callable[[str], UnreadablePattern]


def translated_pattern(pattern: str, at: str) -> str:
    """
    A pattern, or the text of a regex literal, as Python and ECMA engines both read it.

    Raises `UnreadablePattern` for what they cannot read alike: backreferences, the flags `m`, `y` and `v`.
    """
    fail = partial(UnreadablePattern, pattern, at)
    literal = _LITERAL.fullmatch(pattern)
    body, flags = (literal["body"], literal["flags"]) if literal else (pattern, "u")
    if unread := sorted(set(flags) & set("mvy")):
        raise fail(f"the flag {unread[0]!r} is not read")
    return _verified(_translated(body, flags, fail), fail)


def _translated(body: str, flags: str, fail: Fail) -> str:
    parts: list[str] = []
    before = "start"
    for token in _TOKEN.finditer(body):
        kind = str(token.lastgroup)
        if kind == "quantifier" and before in {"start", "open", "either", "quantifier"}:
            raise fail(f"there is nothing to repeat at {token.group()!r}")
        parts.append(_part(kind, token.group(), flags, fail))
        before = kind
    return "".join(parts)


def _part(kind: str, text: str, flags: str, fail: Fail) -> str:
    if kind in {"quantifier", "close", "either", "start"}:
        return text
    if kind == "open":
        return "(" if re.match(r"\(\?<[^=!]", text) else text
    if kind == "end":
        return r"$(?!\n)"
    if kind == "dot":
        return (ANY if "s" in flags else _LINE_ENDS.others()).written()
    if kind == "boundary":
        return _boundary(text)
    if kind == "class":
        return _class(text, flags, fail).written()
    return _characters(kind, text, flags, fail).written()


def _boundary(text: str) -> str:
    word = WORD.written()
    if text == r"\b":
        return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    return f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"


def _class(text: str, flags: str, fail: Fail) -> Characters:
    negated = text.startswith("[^")
    items = [
        (match.group(), _item(str(match.lastgroup), match.group(), flags, fail))
        for match in _ITEM.finditer(text[2 if negated else 1 : -1])
    ]
    found = Characters(())
    while items:
        (_, low), *items = items
        if len(items) > 1 and items[0][0] == "-":
            low, items = low.to(items[1][1]), items[2:]
            if low is None:
                raise fail(f"the range in {text!r} is none")
        found = found.and_(_cased(low, flags, fail))
    return found.others() if negated else found


def _item(kind: str, text: str, flags: str, fail: Fail) -> Characters:
    return one("\b") if text == r"\b" else _plain(kind, text, flags, fail)


def _characters(kind: str, text: str, flags: str, fail: Fail) -> Characters:
    return _cased(_plain(kind, text, flags, fail), flags, fail)


def _plain(kind: str, text: str, flags: str, fail: Fail) -> Characters:
    if kind == "code":
        return _coded(text, fail)
    if kind == "shorthand":
        return shorthand(text[1])
    if kind == "category":
        return _category(text, flags, fail)
    if kind == "escaped":
        return _escaped(text[1], fail)
    return one(text)


def _coded(text: str, fail: Fail) -> Characters:
    if text.startswith(r"\c"):
        return one(chr(ord(text[2]) % 32))
    code = int(text[2:].strip("{}") or "0", 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise fail(f"{text!r} is no character")
    return one(chr(code))


def _category(text: str, flags: str, fail: Fail) -> Characters:
    name = text[3:-1]
    found = category(name)
    if "u" not in flags or found is None:
        raise fail(f"{text!r} is not read" if found is None else f"{text!r} needs the flag 'u'")
    return found.others() if text[1] == "P" else found


def _escaped(character: str, fail: Fail) -> Characters:
    if character in _NAMED:
        return one(_NAMED[character])
    if character.isalnum():
        raise fail(f"the escape {chr(92) + character!r} is not read")
    return one(character)


def _cased(characters: Characters, flags: str, fail: Fail) -> Characters:
    if "i" not in flags or characters is SPACE:
        return characters
    if characters.beyond_ascii():
        raise fail("the flag 'i' is read for ASCII only")
    return characters.in_both_cases(unicode="u" in flags)


def _verified(pattern: str, fail: Fail) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise fail(str(error)) from error
    return pattern
