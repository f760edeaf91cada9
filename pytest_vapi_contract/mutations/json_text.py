"""
Bodies that are no JSON, or JSON that readers do not agree on: faults below the contract.

They are made from the text of a conforming message, so that what is wrong is the only thing wrong. None has a
standing: some parsers accept a few of them. A handler has to survive them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from ..cases.case import Case
from ..cases.family import Family
from ..json_paths import Object, dumps, envelope

#: What only an attacker sends, and most web frameworks answer with a 500: these are off unless asked for.
NESTING = 100_000
DIGITS = 10_000
STRING_BYTES = 10 * 1024 * 1024
PROPERTIES = 100_000

Bodies: TypeAlias = Iterator[tuple[Family, str | bytes]]


def text_mutations(message: Object, *, hostile: bool = False) -> tuple[Case, ...]:
    """
    List the bodies that a message gives, in the same order each time; the hostile ones only if asked for.
    """
    message = {"type": message.get("type", "unknown"), **message}  # a string stands first: it can be cut
    text = dumps(envelope(message))
    found = [*_empty(), *_cut(text), *_around(text), *_not_json(text), *_numbers(text)]
    found += [*_keys(text), *_strings(text), *_encodings(text), *ROOTS.items(), *_bare(message)]
    found += _hostile(text) if hostile else ()
    return tuple(
        Case(id=family.id, type=message["type"], body=raw_of(body), category="text", family=family)
        for family, body in found
    )


def raw_of(body: str | bytes) -> bytes:
    """
    The bytes of a body that is written as text.
    """
    return body if isinstance(body, bytes) else body.encode()


def _empty() -> Bodies:
    yield Family.TEXT_EMPTY, b""
    yield Family.TEXT_BLANK, b" \t\r\n "


#: Where a text is cut, as the number of characters that are left.
CUTS: Mapping[Family, Callable[[str], int]] = {
    Family.TEXT_CUT_OPEN_BRACE: lambda text: 1,
    Family.TEXT_CUT_IN_KEY: lambda text: text.index('"') + 3,
    Family.TEXT_CUT_KEY: lambda text: text.index(":"),
    Family.TEXT_CUT_COLON: lambda text: text.index(":") + 1,
    Family.TEXT_CUT_IN_STRING: lambda text: text.index('"', text.index('":"') + 3) - 1,
    Family.TEXT_CUT_STRING: lambda text: text.index('"', text.index('":"') + 3) + 1,
    Family.TEXT_CUT_COMMA: lambda text: text.find(",") + 1,
    Family.TEXT_CUT_HALF: lambda text: len(text) // 2,
    Family.TEXT_CUT_LAST_BRACE: lambda text: len(text) - 1,
}


def _cut(text: str) -> Bodies:
    for family, place in CUTS.items():
        if place(text):
            yield family, text[: place(text)]


def _around(text: str) -> Bodies:
    yield Family.TEXT_TWO_DOCUMENTS, text + text
    yield Family.TEXT_TWO_LINES, f"{text}\n{text}\n"
    yield Family.TEXT_BEHIND, f"{text}; true"
    yield Family.TEXT_BEFORE, f")]}}',\n{text}"
    yield Family.TEXT_NUL_BEHIND, f"{text}\x00"


def _not_json(text: str) -> Bodies:
    yield Family.TEXT_TRAILING_COMMA, f"{text[:-1]},}}"
    yield Family.TEXT_COMMENT, f"/* a message */{text}"
    yield Family.TEXT_LINE_COMMENT, f"{text}\n// the end"
    yield Family.TEXT_SINGLE_QUOTES, text.replace('"', "'")
    yield Family.TEXT_NO_QUOTES, text.replace('"message"', "message", 1)
    yield Family.TEXT_PYTHON, repr(json.loads(text))
    yield Family.TEXT_FORM, "message=hello&type=session.created"
    yield Family.TEXT_XML, "<message><type>session.created</type></message>"


NUMBERS: Mapping[Family, str] = {
    Family.TEXT_NUMBER_NAN: "NaN",
    Family.TEXT_NUMBER_INFINITY: "Infinity",
    Family.TEXT_NUMBER_MINUS_INFINITY: "-Infinity",
    Family.TEXT_NUMBER_HEX: "0x1F",
    Family.TEXT_NUMBER_LEADING_ZERO: "0123",
    Family.TEXT_NUMBER_PLUS: "+1",
    Family.TEXT_NUMBER_NO_FRACTION: "1.",
    Family.TEXT_NUMBER_HUGE: "1e999",
    Family.TEXT_NUMBER_TINY: "-1e-999",
    Family.TEXT_NUMBER_4000_DIGITS: "9" * 4_000,
}


def _numbers(text: str) -> Bodies:
    for family, number in NUMBERS.items():
        yield family, _with_property(text, f'"timestamp":{number}')


def _keys(text: str) -> Bodies:
    message = text[len('{"message":') : -1]
    first, rest = _first_property(message)
    other = '"type":"someone-elses"'
    twice = f'{{"message":{{{first},{first}{rest}}}'
    yield Family.TEXT_DUPLICATE_KEY_SAME, twice
    differs = f'{{"message":{{{other},{first}{rest}}}'
    yield Family.TEXT_DUPLICATE_KEY_OTHER, differs
    wrong_last = f'{{"message":{{{first},{other}{rest}}}'
    yield Family.TEXT_DUPLICATE_KEY_OTHER_LAST, wrong_last
    two = f'{{"message":null,"message":{message}}}'
    yield Family.TEXT_DUPLICATE_KEY_MESSAGE, two
    yield Family.TEXT_EMPTY_KEY, _with_property(text, '"":1')
    proto = _with_property(text, '"__proto__":{"admin":true},"__class__":{}')
    yield Family.TEXT_ODD_KEY, proto


def _strings(text: str) -> Bodies:
    for family, content in (
        (Family.TEXT_STRING_CONTROL, "a\x01b"),
        (Family.TEXT_STRING_LINE_END, "a\nb"),
        (Family.TEXT_STRING_NUL, "a\x00b"),
        (Family.TEXT_STRING_NUL_ESCAPE, "a\\u0000b"),
        (Family.TEXT_STRING_BAD_ESCAPE, "a\\qb"),
        (Family.TEXT_STRING_SHORT_ESCAPE, "a\\u12"),
        (Family.TEXT_STRING_LONE_SURROGATE, "a\\ud800b"),
        (Family.TEXT_STRING_SWAPPED_SURROGATES, "a\\udc00\\ud800b"),
        (Family.TEXT_STRING_NONCHARACTER, "a\\uffffb"),
    ):
        yield family, _with_property(text, f'"note":"{content}"')


def _encodings(text: str) -> Bodies:
    raw = text.encode()
    for family, content in (
        (Family.TEXT_INVALID_UTF_8, b"\xff\xfe\xfa"),
        (Family.TEXT_CUT_UTF_8, b"\xe2\x82"),
        (Family.TEXT_OVERLONG_UTF_8, b"\xc0\xaf"),
        (Family.TEXT_SURROGATE_UTF_8, b"\xed\xa0\x80"),
        (Family.TEXT_LATIN_1, "é".encode("latin-1")),
    ):
        yield family, raw[:-2] + b',"note":"' + content + b'"}}'
    yield Family.TEXT_BOM, b"\xef\xbb\xbf" + raw
    for family, encoding in (
        (Family.TEXT_UTF_16, "utf-16"),
        (Family.TEXT_UTF_16_LE, "utf-16-le"),
        (Family.TEXT_UTF_16_BE, "utf-16-be"),
        (Family.TEXT_UTF_32, "utf-32"),
    ):
        yield family, text.encode(encoding)


ROOTS: Mapping[Family, str] = {
    Family.TEXT_ROOT_NULL: "null",
    Family.TEXT_ROOT_TRUE: "true",
    Family.TEXT_ROOT_NUMBER: "12",
    Family.TEXT_ROOT_STRING: '"message"',
    Family.TEXT_ROOT_LIST: "[]",
    Family.TEXT_ROOT_LIST_OF_NULL: "[null]",
    Family.TEXT_ROOT_OBJECT: "{}",
}


def _bare(message: Object) -> Bodies:
    # The contract understands a bare message, so that this is no violation: it is what Vapi never sends.
    yield Family.ENVELOPE_BARE, dumps(message)


def _hostile(text: str) -> Bodies:
    objects = '"deep":' + '{"a":' * NESTING + "null" + "}" * NESTING
    many = ",".join(f'"p{index}":null' for index in range(PROPERTIES))
    yield Family.HOSTILE_DEEP_LISTS, _with_property(text, f'"deep":{"[" * NESTING}{"]" * NESTING}')
    yield Family.HOSTILE_DEEP_OBJECTS, _with_property(text, objects)
    yield Family.HOSTILE_UNCLOSED, "[" * NESTING
    yield Family.HOSTILE_DIGITS, _with_property(text, f'"timestamp":{"9" * DIGITS}')
    yield Family.HOSTILE_LONG_STRING, _with_property(text, f'"note":"{"a" * STRING_BYTES}"')
    yield Family.HOSTILE_PROPERTIES, _with_property(text, many)


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
