"""
Bodies that are not JSON, or JSON that readers do not agree on: faults below the contract.

They are made from the text of a conforming message, so that what is wrong is the only thing wrong. None has a
standing: some parsers accept a few of them. A handler has to survive them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from json import loads

from ..cases.case import Case
from ..cases.family import Family
from ..json_paths import Object, dumps
from ..wire_envelope import envelope

#: What only an attacker sends, and most web frameworks answer with a 500: these are off unless asked for.
NESTING = 100_000
DIGITS = 10_000
STRING_BYTES = 10 * 1024 * 1024
PROPERTIES = 100_000


def text_mutations(message: Object, *, hostile: bool = False) -> tuple[Case, ...]:
    """List the bodies that a message gives, always in the same order; the hostile ones only if asked for."""
    message = {"type": message.get("type", "unknown"), **message}  # a string comes first: it can be cut
    text = dumps(envelope(message))
    cases = [*_empty(), *_cut(text), *_around(text), *_not_json(text), *_numbers(text)]
    cases += [*_keys(text), *_strings(text), *_encodings(text), *_roots(), *_messages(), *_bare(message)]
    cases += _hostile(text) if hostile else ()
    return tuple(replace(case, type=message["type"]) for case in cases)


def _case(family: Family, body: str | bytes, name: str = "") -> Case:
    """A case whose type is not known yet."""
    raw = body if isinstance(body, bytes) else body.encode()
    facts = {"value": body} if name else {}
    return Case(id=family.id_of(name), type="", body=raw, category="text", family=family, facts=facts)


def _empty() -> Iterator[Case]:
    yield _case(Family.TEXT_EMPTY, b"")
    yield _case(Family.TEXT_BLANK, b" \t\r\n ")


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


def _cut(text: str) -> Iterator[Case]:
    for family, place in CUTS.items():
        if place(text):
            yield _case(family, text[: place(text)])


def _around(text: str) -> Iterator[Case]:
    yield _case(Family.TEXT_TWO_DOCUMENTS, text + text)
    yield _case(Family.TEXT_TWO_LINES, f"{text}\n{text}\n")
    yield _case(Family.TEXT_BEHIND, f"{text}; true")
    yield _case(Family.TEXT_BEFORE, f")]}}',\n{text}")
    yield _case(Family.TEXT_NUL_BEHIND, f"{text}\x00")


def _not_json(text: str) -> Iterator[Case]:
    yield _case(Family.TEXT_TRAILING_COMMA, f"{text[:-1]},}}")
    yield _case(Family.TEXT_COMMENT, f"/* a message */{text}")
    yield _case(Family.TEXT_LINE_COMMENT, f"{text}\n// the end")
    yield _case(Family.TEXT_SINGLE_QUOTES, text.replace('"', "'"))
    yield _case(Family.TEXT_NO_QUOTES, text.replace('"message"', "message", 1))
    yield _case(Family.TEXT_PYTHON, repr(loads(text)))
    yield _case(Family.TEXT_FORM, "message=hello&type=session.created")
    yield _case(Family.TEXT_XML, "<message><type>session.created</type></message>")


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


def _numbers(text: str) -> Iterator[Case]:
    for family, number in NUMBERS.items():
        yield _case(family, _with_property(text, f'"timestamp":{number}'))


def _keys(text: str) -> Iterator[Case]:
    message = text[len('{"message":') : -1]
    first, rest = _first_property(message)
    other = '"type":"someone-elses"'
    twice = f'{{"message":{{{first},{first}{rest}}}'
    yield _case(Family.TEXT_DUPLICATE_KEY_SAME, twice)
    differs = f'{{"message":{{{other},{first}{rest}}}'
    yield _case(Family.TEXT_DUPLICATE_KEY_OTHER, differs)
    wrong_last = f'{{"message":{{{first},{other}{rest}}}'
    yield _case(Family.TEXT_DUPLICATE_KEY_OTHER_LAST, wrong_last)
    two = f'{{"message":null,"message":{message}}}'
    yield _case(Family.TEXT_DUPLICATE_KEY_MESSAGE, two)
    yield _case(Family.TEXT_EMPTY_KEY, _with_property(text, '"":1'))
    proto = _with_property(text, '"__proto__":{"admin":true},"__class__":{}')
    yield _case(Family.TEXT_ODD_KEY, proto)


def _strings(text: str) -> Iterator[Case]:
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
        yield _case(family, _with_property(text, f'"note":"{content}"'))


def _encodings(text: str) -> Iterator[Case]:
    raw = text.encode()
    for family, content in (
        (Family.TEXT_INVALID_UTF_8, b"\xff\xfe\xfa"),
        (Family.TEXT_CUT_UTF_8, b"\xe2\x82"),
        (Family.TEXT_OVERLONG_UTF_8, b"\xc0\xaf"),
        (Family.TEXT_SURROGATE_UTF_8, b"\xed\xa0\x80"),
        (Family.TEXT_LATIN_1, "é".encode("latin-1")),
    ):
        yield _case(family, raw[:-2] + b',"note":"' + content + b'"}}')
    yield _case(Family.TEXT_BOM, b"\xef\xbb\xbf" + raw)
    for family, encoding in (
        (Family.TEXT_UTF_16, "utf-16"),
        (Family.TEXT_UTF_16_LE, "utf-16-le"),
        (Family.TEXT_UTF_16_BE, "utf-16-be"),
        (Family.TEXT_UTF_32, "utf-32"),
    ):
        yield _case(family, text.encode(encoding))


def _roots() -> Iterator[Case]:
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
        yield _case(Family.TEXT_ROOT, root, name)


def _messages() -> Iterator[Case]:
    # Python reads NaN, so that `message` is a number in a handler that expects an object.
    yield _case(Family.TEXT_MESSAGE_NAN, '{"message":NaN}')


def _bare(message: Object) -> Iterator[Case]:
    # The contract understands a bare message, so this is not a violation, but Vapi never sends it.
    yield _case(Family.ENVELOPE_BARE, dumps(message))


def _hostile(text: str) -> Iterator[Case]:
    objects = '"deep":' + '{"a":' * NESTING + "null" + "}" * NESTING
    many = ",".join(f'"p{index}":null' for index in range(PROPERTIES))
    yield _case(Family.HOSTILE_DEEP_LISTS, _with_property(text, f'"deep":{"[" * NESTING}{"]" * NESTING}'))
    yield _case(Family.HOSTILE_DEEP_OBJECTS, _with_property(text, objects))
    yield _case(Family.HOSTILE_UNCLOSED, "[" * NESTING)
    yield _case(Family.HOSTILE_DIGITS, _with_property(text, f'"timestamp":{"9" * DIGITS}'))
    yield _case(Family.HOSTILE_LONG_STRING, _with_property(text, f'"note":"{"a" * STRING_BYTES}"'))
    yield _case(Family.HOSTILE_PROPERTIES, _with_property(text, many))


def _with_property(text: str, written: str) -> str:
    """Write one more property into the message, as its last."""
    return f"{text[:-2]},{written}}}}}"


def _first_property(message: str) -> tuple[str, str]:
    """Split the text of a message behind its first property, which is a string without escapes: `type`."""
    end = message.index('"', message.index('":"') + 3) + 1
    return message[1:end], message[end:]
