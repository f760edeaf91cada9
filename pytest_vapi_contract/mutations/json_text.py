"""
Bodies that are no JSON, or JSON that readers do not agree on: faults below the contract.

They are made from the text of a conforming message, so that what is wrong is the only thing wrong. None has a
standing: some parsers accept a few of them. A handler has to survive them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..json_paths import Object, dumps, envelope

#: What only an attacker sends, and most web frameworks answer with a 500: these are off unless asked for.
NESTING = 100_000
DIGITS = 10_000
STRING_BYTES = 10 * 1024 * 1024
PROPERTIES = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class TextMutation:
    """
    A body of bytes.
    """

    id: str
    why: str
    body: bytes
    hostile: bool = False  #: Whether only an attacker would send it.

    def __str__(self) -> str:
        return f"{self.id}: {self.why}"


def text_mutations(message: Object, *, hostile: bool = False) -> tuple[TextMutation, ...]:
    """
    List the bodies that a message gives, in the same order each time; the hostile ones only if asked for.
    """
    message = {"type": message.get("type", "unknown"), **message}  # a string stands first: it can be cut
    text = dumps(envelope(message))
    ordinary = [*_empty(), *_cut(text), *_around(text), *_not_json(text), *_numbers(text)]
    ordinary += [*_keys(text), *_strings(text), *_encodings(text), *_roots(), *_messages(), *_bare(message)]
    return (*ordinary, *(_hostile(text) if hostile else ()))


def _mutation(id: str, why: str, body: str | bytes, *, hostile: bool = False) -> TextMutation:
    raw = body if isinstance(body, bytes) else body.encode()
    return TextMutation(id=id, why=f"{why}.", body=raw, hostile=hostile)


def _empty() -> Iterator[TextMutation]:
    yield _mutation("text.empty", "the body is empty", b"")
    yield _mutation("text.blank", "the body is blanks and line ends only", b" \t\r\n ")


#: Kind of token -> where that is, and where a text is cut, as the number of characters that are left.
CUTS: dict[str, tuple[str, Callable[[str], int]]] = {
    "open-brace": ("after its first brace", lambda text: 1),
    "in-key": ("within a name", lambda text: text.index('"') + 3),
    "key": ("after a name", lambda text: text.index(":")),
    "colon": ("after a colon", lambda text: text.index(":") + 1),
    "in-string": ("within a string", lambda text: text.index('"', text.index('":"') + 3) - 1),
    "string": ("after a string", lambda text: text.index('"', text.index('":"') + 3) + 1),
    "comma": ("after a comma", lambda text: text.find(",") + 1),
    "half": ("half-way", lambda text: len(text) // 2),
    "last-brace": ("before its last brace", lambda text: len(text) - 1),
}


def _cut(text: str) -> Iterator[TextMutation]:
    for kind, (where, place) in CUTS.items():
        if place(text):
            yield _mutation(f"text.cut.{kind}", f"the body ends {where}", text[: place(text)])


def _around(text: str) -> Iterator[TextMutation]:
    yield _mutation("text.two-documents", "two documents stand one after the other", text + text)
    yield _mutation("text.two-lines", "two documents stand on two lines", f"{text}\n{text}\n")
    yield _mutation("text.behind", "there is text behind the document", f"{text}; true")
    yield _mutation("text.before", "there is text before the document", f")]}}',\n{text}")
    yield _mutation("text.nul-behind", "there is a NUL behind the document", f"{text}\x00")


def _not_json(text: str) -> Iterator[TextMutation]:
    yield _mutation("text.trailing-comma", "there is a comma behind the last property", f"{text[:-1]},}}")
    yield _mutation("text.comment", "there is a comment", f"/* a message */{text}")
    yield _mutation("text.line-comment", "there is a comment at the end", f"{text}\n// the end")
    yield _mutation("text.single-quotes", "strings stand in single quotes", text.replace('"', "'"))
    yield _mutation("text.no-quotes", "a key stands without quotes", text.replace('"message"', "message", 1))
    yield _mutation("text.python", "it is the text of a Python value", repr(json.loads(text)))
    yield _mutation("text.form", "it is a form", "message=hello&type=session.created")
    yield _mutation("text.xml", "it is XML", "<message><type>session.created</type></message>")


NUMBERS: dict[str, tuple[str, str]] = {
    "nan": ("NaN", "NaN is no JSON"),
    "infinity": ("Infinity", "Infinity is no JSON"),
    "minus-infinity": ("-Infinity", "-Infinity is no JSON"),
    "hex": ("0x1F", "a number is written in hexadecimal"),
    "leading-zero": ("0123", "a number begins with a zero"),
    "plus": ("+1", "a number has a plus sign"),
    "no-fraction": ("1.", "a number ends with its point"),
    "huge": ("1e999", "a number is larger than any float"),
    "tiny": ("-1e-999", "a number is smaller than any float"),
    "4000-digits": ("9" * 4_000, "a number has 4,000 digits"),
}


def _numbers(text: str) -> Iterator[TextMutation]:
    for name, (number, why) in NUMBERS.items():
        yield _mutation(f"text.number.{name}", why, _with_property(text, f'"timestamp":{number}'))


def _keys(text: str) -> Iterator[TextMutation]:
    message = text[len('{"message":') : -1]
    first, rest = _first_property(message)
    other = '"type":"someone-elses"'
    twice = f'{{"message":{{{first},{first}{rest}}}'
    yield _mutation("text.duplicate-key.same", "a key stands there twice with the same value", twice)
    differs = f'{{"message":{{{other},{first}{rest}}}'
    yield _mutation("text.duplicate-key.other", "a key stands there twice, the last one is right", differs)
    wrong_last = f'{{"message":{{{first},{other}{rest}}}'
    yield _mutation(
        "text.duplicate-key.other-last", "a key stands there twice, the last one is wrong", wrong_last
    )
    two = f'{{"message":null,"message":{message}}}'
    yield _mutation("text.duplicate-key.message", "`message` stands there twice, first as null", two)
    yield _mutation("text.empty-key", "a key is empty", _with_property(text, '"":1'))
    proto = _with_property(text, '"__proto__":{"admin":true},"__class__":{}')
    yield _mutation("text.odd-key", "keys are called like the insides of objects", proto)


def _strings(text: str) -> Iterator[TextMutation]:
    for name, content, why in (
        ("control", "a\x01b", "a raw control character stands in a string"),
        ("line-end", "a\nb", "a raw line end stands in a string"),
        ("nul", "a\x00b", "a raw NUL stands in a string"),
        ("nul-escape", "a\\u0000b", "an escaped NUL stands in a string"),
        ("bad-escape", "a\\qb", "an escape is unknown"),
        ("short-escape", "a\\u12", "an escape is too short"),
        ("lone-surrogate", "a\\ud800b", "half of a surrogate pair is escaped"),
        ("swapped-surrogates", "a\\udc00\\ud800b", "a surrogate pair is escaped in the wrong order"),
        ("noncharacter", "a\\uffffb", "a code point that is no character is escaped"),
    ):
        yield _mutation(f"text.string.{name}", why, _with_property(text, f'"note":"{content}"'))


def _encodings(text: str) -> Iterator[TextMutation]:
    raw = text.encode()
    for name, content, why in (
        ("invalid-utf-8", b"\xff\xfe\xfa", "bytes are no UTF-8"),
        ("cut-utf-8", b"\xe2\x82", "a character of UTF-8 is cut"),
        ("overlong-utf-8", b"\xc0\xaf", "a character of UTF-8 is longer than it may be"),
        ("surrogate-utf-8", b"\xed\xa0\x80", "half of a surrogate pair is encoded in UTF-8"),
        ("latin-1", "é".encode("latin-1"), "a character is encoded in Latin-1"),
    ):
        yield _mutation(f"text.{name}", why, raw[:-2] + b',"note":"' + content + b'"}}')
    yield _mutation("text.bom", "a byte order mark stands before the document", b"\xef\xbb\xbf" + raw)
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield _mutation(f"text.{name}", f"the text is encoded in {name.upper()}", text.encode(name))


def _roots() -> Iterator[TextMutation]:
    for name, root in (
        ("null", "null"),
        ("true", "true"),
        ("number", "12"),
        ("string", '"message"'),
        ("list", "[]"),
        ("list-of-null", "[null]"),
        ("object", "{}"),
        ("nan", "NaN"),
    ):
        yield _mutation(f"text.root.{name}", f"the document is {root}", root)


def _messages() -> Iterator[TextMutation]:
    # Python reads NaN, so that `message` is a number in a handler that expects an object.
    yield _mutation("text.message.nan", "`message` is NaN", '{"message":NaN}')


def _bare(message: Object) -> Iterator[TextMutation]:
    # The contract understands a bare message, so that this is no violation: it is what Vapi never sends.
    yield _mutation("envelope.bare", "the message stands there without its envelope", dumps(message))


def _hostile(text: str) -> Iterator[TextMutation]:
    lists = _with_property(text, f'"deep":{"[" * NESTING}{"]" * NESTING}')
    yield _mutation("hostile.deep-lists", f"lists are nested {NESTING:,} deep", lists, hostile=True)
    objects = _with_property(text, '"deep":' + '{"a":' * NESTING + "null" + "}" * NESTING)
    yield _mutation("hostile.deep-objects", f"objects are nested {NESTING:,} deep", objects, hostile=True)
    unclosed = "[" * NESTING
    yield _mutation(
        "hostile.unclosed", f"{NESTING:,} lists are opened and none is closed", unclosed, hostile=True
    )
    digits = _with_property(text, f'"timestamp":{"9" * DIGITS}')
    yield _mutation("hostile.digits", f"a number has {DIGITS:,} digits", digits, hostile=True)
    long = _with_property(text, f'"note":"{"a" * STRING_BYTES}"')
    yield _mutation("hostile.long-string", "a string has 10 MB", long, hostile=True)
    many = ",".join(f'"p{index}":null' for index in range(PROPERTIES))
    wide = _with_property(text, many)
    yield _mutation("hostile.properties", f"there are {PROPERTIES:,} properties", wide, hostile=True)


def _with_property(text: str, written: str) -> str:
    """
    Write one more property into the message, as its last.
    """
    return f"{text[:-2]},{written}}}}}"


def _first_property(message: str) -> tuple[str, str]:
    """
    Split the text of a message behind its first property, which is a string without escapes: `type`.
    """
    end = message.index('"', message.index('":"') + 3) + 1
    return message[1:end], message[end:]
