r"""
Regular expressions of JavaScript -> patterns that Python and ECMA engines read in the same way.

A published pattern is often the text of a regex literal, `/^\p{L}\d*$/u`. What engines read in different
ways is written out: `\p{L}`, `\d`, `\w`, `\s`, `.` and `\b` as character classes, `$` so that no newline may
follow it (in Python one may). 2020-12 wants patterns read with the flag `u`, so characters beyond U+FFFF
stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import UnreadablePattern
from .characters import ANY, DIGIT, LINE_ENDS, SPACE, Characters, category, one, word

#: No published pattern has a hundred characters.
LONGEST = 10_000

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
  | (?P<open>\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_$][A-Za-z0-9_$]*>))?)
  | (?P<close>\))
  | (?P<either>\|)
  | (?P<start>\^)
  | (?P<end>\$)
  | (?P<dot>\.)
  | (?P<escaped>\\.)
  | (?P<broken>[\[\\])
  | (?P<character>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ITEM = re.compile(_ESCAPE + r"| (?P<escaped>\\.) | (?P<character>.)", re.VERBOSE | re.DOTALL)

#: What cannot be repeated, and so cannot stand before a quantifier.
_UNREPEATABLE = frozenset({"boundary", "either", "end", "open", "quantifier", "start", "without width"})
#: What takes no character.
_EMPTY = frozenset({"boundary", "either", "end", "quantifier", "start"})
_SAME = frozenset({"close", "either", "quantifier", "start", "without width"})
_AROUND = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_NAMED = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}


def translated_pattern(pattern: str, at: str) -> str:
    """
    A pattern, or the text of a regex literal, as Python and ECMA engines both read it.

    Raises `UnreadablePattern` for what they do not read alike, such as backreferences and the flag `m`.
    """
    if len(pattern) > LONGEST:
        raise UnreadablePattern(f"{pattern[:40]}…", at, f"it has more than {LONGEST:,} characters")
    literal = _LITERAL.fullmatch(pattern)
    body, flags = (literal["body"], literal["flags"]) if literal else (pattern, "u")
    expression = _Expression(pattern=pattern, at=at, flags=frozenset(flags))
    if unread := sorted(expression.flags & {"m", "v", "y"}):
        raise expression.unreadable(f"the flag {unread[0]!r} is not supported")
    return expression.verified(expression.translated(body))


@dataclass(frozen=True, kw_only=True)
class _Expression:
    """A regular expression that is being translated: where it stands, and its flags."""

    pattern: str
    at: str
    flags: frozenset[str]

    def unreadable(self, why: str) -> UnreadablePattern:
        return UnreadablePattern(self.pattern, self.at, why)

    def verified(self, translation: str) -> str:
        try:
            re.compile(translation)
        except (re.error, OverflowError, RecursionError) as error:
            raise self.unreadable(str(error)) from error
        return translation

    def translated(self, body: str) -> str:
        parts: list[str] = []
        before = "start"
        for kind, text in _tokens(body):
            if kind == "quantifier" and before in _UNREPEATABLE:
                raise self.unreadable(f"there is nothing to repeat before {text!r}")
            parts.append(self._part(kind, text))
            before = kind
        return "".join(parts)

    def _part(self, kind: str, text: str) -> str:
        if kind in _SAME:
            return text
        if kind == "open":
            return "(" if text.endswith(">") else text
        if kind == "end":
            return r"$(?!\n)"
        if kind == "boundary":
            return _boundary(word(folded=self._folded()).written(), at_edge=text == r"\b")
        if kind == "class":
            return self._class(text).written()
        if kind == "dot":
            return (ANY if "s" in self.flags else LINE_ENDS.others()).written()
        return self._cased(kind, self._characters(kind, text)).written()

    def _class(self, text: str) -> Characters:
        negated = text.startswith("[^")
        items = [
            (str(match.lastgroup), match.group()) for match in _ITEM.finditer(text[2 if negated else 1 : -1])
        ]
        found = Characters(())
        while items:
            taken = 3 if len(items) > 2 and items[1] == ("character", "-") else 1
            found = found.and_(self._range(items[0], items[taken - 1], text))
            items = items[taken:]
        return found.others() if negated else found

    def _range(self, first: tuple[str, str], last: tuple[str, str], within: str) -> Characters:
        low = self._characters(*first, in_class=True)
        if first is last:
            return self._cased(first[0], low)
        between = low.to(self._characters(*last, in_class=True))
        if between is None:
            raise self.unreadable(f"{first[1]}-{last[1]} in {within} is not a valid range")
        return self._cased("character", between)

    def _characters(self, kind: str, text: str, *, in_class: bool = False) -> Characters:
        if kind == "character":
            return one(text)
        if kind == "code":
            return self._coded(text)
        if kind == "shorthand":
            return self._shorthand(text[1])
        if kind == "category":
            return self._category(text)
        return self._escaped(text, in_class=in_class)

    def _coded(self, text: str) -> Characters:
        if text.startswith(r"\c"):
            return one(chr(ord(text[2]) % 32))
        code = int(text[2:].strip("{}") or "0", 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self.unreadable(f"{text} is not a character")
        return one(chr(code))

    def _shorthand(self, letter: str) -> Characters:
        meaning = {"d": DIGIT, "s": SPACE, "w": word(folded=self._folded())}[letter.lower()]
        return meaning if letter.islower() else meaning.others()

    def _category(self, text: str) -> Characters:
        found = category(text[3:-1])
        if found is None:
            raise self.unreadable(f"the category in {text} is not known")
        if "u" not in self.flags or "i" in self.flags:
            raise self.unreadable(f"{text} is read with the flag 'u' and without the flag 'i' only")
        return found.others() if text[1] == "P" else found

    def _escaped(self, text: str, *, in_class: bool) -> Characters:
        letter = text[1:]
        if in_class and letter == "b":
            return one("\b")
        if not letter or (letter.isalnum() and letter not in _NAMED):
            raise self.unreadable(f"{text} is not supported" if letter else f"{text} is not complete")
        return one(_NAMED.get(letter, letter))

    def _cased(self, kind: str, characters: Characters) -> Characters:
        if "i" not in self.flags or kind in {"category", "shorthand"}:
            return characters
        if characters.beyond_ascii():
            raise self.unreadable("the flag 'i' is read for ASCII only")
        return characters.in_both_cases(unicode="u" in self.flags)

    def _folded(self) -> bool:
        return {"i", "u"} <= self.flags


def _tokens(body: str) -> Iterator[tuple[str, str]]:
    """The kind and text of each token. The end of a group that takes no character is a kind of its own."""
    groups = [("", False)]
    for token in _TOKEN.finditer(body):
        kind, text = str(token.lastgroup), token.group()
        if kind == "open":
            groups.append((text, False))
        elif kind == "close" and len(groups) > 1:
            opened, wide = groups.pop()
            wide = wide and opened not in _AROUND
            kind = kind if wide else "without width"
            groups[-1] = (groups[-1][0], groups[-1][1] or wide)
        elif kind not in _EMPTY:
            groups[-1] = (groups[-1][0], True)
        yield kind, text


def _boundary(word: str, *, at_edge: bool) -> str:
    if at_edge:
        return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    return f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"
