"""
What failures with one cause have in common, and what tells two causes apart.

Two faults may be on one line, so an exception counts with what it is about, not only with its type and place.
"""

import linecache
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from json import loads
from typing import Any

from ..delivery import Crash, Exchange
from ..json_paths import Parsed, is_object
from .outcome import endless

Cause = tuple[Any, ...]
Symptom = tuple[Cause, str]

#: How the text of an exception names what is missing, by its type.
NAMING = {
    "KeyError": re.compile(r"^'(?P<name>[^\W\d][\w.-]*)'$"),
    "AttributeError": re.compile(r"has no attribute '(?P<name>\w+)'"),
}
#: Words that are values of Python in the text of an exception, not names.
CONSTANTS = frozenset({"None", "True", "False"})
#: How msgspec names the place of what it does not take.
PLACE_NAMED = re.compile(r" - at `\$\.(?P<path>[\w.]+)`$")
#: A statement of the handler's own that raises: its text is what the author says of the fault.
RAISING = re.compile(r"(?:^|[:\s])(?:raise|assert)\b")
#: What a value is not fit for, by what the interpreter says of it, whatever kind of value it is.
OPERATIONS = {
    "not subscriptable": re.compile(
        r"is not subscriptable|indices must be|unhashable type: 'slice'|support item (?:assignment|deletion)"
    ),
    "unhashable": re.compile(r"unhashable type"),
    "not iterable": re.compile(
        r"is not iterable|non-iterable|be an iterable|not a container"
        r"|dictionary update sequence|as left operand"
    ),
    "not callable": re.compile(r"is not callable"),
    "not a mapping": re.compile(r"(?:must be|is not) a mapping"),
    "no len()": re.compile(r"has no len\(\)"),
    "missing arguments": re.compile(r"missing \d+ required|Missing required argument"),
    "unknown arguments": re.compile(r"unexpected keyword argument", re.IGNORECASE),
    "not comparable": re.compile(r"not supported between instances"),
    "unsupported operand": re.compile(
        r"unsupported operand|bad operand|can only concatenate|can't multiply|not all arguments converted"
    ),
}
#: Values in the text of an exception: quoted, in brackets, numbers and addresses, kinds of values.
VALUES = re.compile(
    r"""'[^']*'|"[^"]*"|<[^>]*>|[\[{(].*[\]})]|\b0x[0-9a-f]+\b|[-+]?\d[\d.,:eE+-]*"""
    r"""|\b(?:None|NoneType|True|False|NaN|nan|inf|bool|dict|float|int|list|str|null)\b""",
    re.DOTALL,
)
#: How the interpreter says of what type a value is that is not fit for something.
SPOKEN: Mapping[type, str] = {
    type(None): "'NoneType' object",
    bool: "'bool' object",
    int: "'int' object",
    float: "'float' object",
    str: "'str' object",
    list: "'list' object",
    dict: "'dict' object",
}
#: A name in the text of an exception.
QUOTED = re.compile(r"'(\w+)'")
#: What stands for a value.
BLANK = "…"
#: How properties end that have words as they are spoken: those are in the text of an exception by chance.
SPOKEN_WORDS = ("word", "words")


def cause_of(exchange: Exchange) -> Cause:
    """What failures with one cause have in common: exception, its place and fault, status, or silence."""
    if exchange.crash is not None:
        crash = exchange.crash
        return ("crash", crash.type, crash.file, crash.line, fault_of(exchange))
    if exchange.timed_out:
        return ("late",)
    if exchange.reply is None:
        return ("fault", exchange.fault)
    if endless(exchange):
        return ("endless",)
    return ("status", exchange.reply.status)


def symptom_of(exchange: Exchange) -> Symptom:
    """The cause, and the text of the exception."""
    return cause_of(exchange), exchange.crash.message if exchange.crash else ""


def failure_of(exchange: Exchange) -> Symptom:
    """The cause, and the text of the exception without its values: what stays while a message is shrunk."""
    return cause_of(exchange), without_values(exchange)


def fault_of(exchange: Exchange) -> str:
    """
    What tells an exception from another one of the same type on the same line; empty where nothing does.

    For a key or an attribute that is missing it is its name, unless the name is a value that was looked up: a
    table that lacks ten values has one fault. Where the handler raises by itself, it is what it says, without
    the values in it. The interpreter says of one fault that null is not subscriptable, and that
    the indices of a list are integers: the operation counts. What libraries say of values does not, unless
    they say where these are.
    """
    crash = exchange.crash
    if crash is None:
        return ""
    if crash.fault is not None:
        return crash.fault
    if crash.type in NAMING:
        found = NAMING[crash.type].search(crash.message)
        name = found["name"] if found else ""
        return "" if name in CONSTANTS or _is_looked_up(name, exchange) else name
    if raises_itself(crash) or place_named(exchange):
        return without_values(exchange)
    return _operation(crash.message) if crash.type == "TypeError" else ""


def speaks_of(exchange: Exchange, value: Any) -> bool:
    """
    Whether an exception is about such a value: null, a zero, a list or a text that is too short.

    Or about a text that a table lacks.
    """
    crash = exchange.crash
    if crash is None:
        return False
    if crash.type == "IndexError":
        return isinstance(value, list) or (isinstance(value, str) and not value.strip())
    if crash.type == "KeyError" and isinstance(value, str):
        return crash.message == repr(value)
    if crash.type == "ZeroDivisionError":
        return type(value) in (int, float) and value == 0
    spoken = next((said for kind, said in SPOKEN.items() if type(value) is kind), "")
    return bool(spoken) and crash.type in ("AttributeError", "TypeError") and spoken in crash.message


def speaks_of_others(exchange: Exchange, name: object) -> bool:
    """Whether an exception names the arguments that are missing, or unknown, and this is none of them."""
    crash = exchange.crash
    if crash is None or crash.type != "TypeError" or not _operation(crash.message).endswith(" arguments"):
        return False
    return name not in QUOTED.findall(crash.message)


def place_named(exchange: Exchange) -> tuple[str, ...]:
    """The place of a body that a model does not take, as msgspec names it; empty if it names none."""
    found = PLACE_NAMED.search(exchange.crash.message) if exchange.crash is not None else None
    return tuple(found["path"].split(".")) if found else ()


def without_values(exchange: Exchange) -> str:
    """The text of an exception without the values in it: the same for the same fault with other values."""
    if exchange.crash is None:
        return ""
    text = exchange.crash.message
    for value in sorted(_texts_in(exchange.request.body), key=len, reverse=True):
        if value in text:
            text = _blanked(text, value)
    return VALUES.sub(BLANK, text)


def _blanked(text: str, value: str) -> str:
    """A text with a placeholder for a value wherever the value is a word of its own."""
    pieces, begin, at = list[str](), 0, text.find(value)
    while at >= 0:
        end = at + len(value)
        if _is_in_word(text[at - 1 : at]) or _is_in_word(text[end : end + 1]):
            at = text.find(value, at + 1)
            continue
        pieces += text[begin:at], BLANK
        begin, at = end, text.find(value, end)
    return "".join([*pieces, text[begin:]])


def _is_in_word(char: str) -> bool:
    """Whether a character, if there is one, is part of a word: by a regular expression it takes long."""
    return char.isalnum() or char == "_"


def _operation(said: str) -> str:
    """What a value was found not to be fit for; empty where the interpreter does not say so."""
    return next((operation for operation, saying in OPERATIONS.items() if saying.search(said)), "")


def _is_looked_up(name: str, exchange: Exchange) -> bool:
    """Whether a name is a value of the message, or made from its type, and is not in the line that broke."""
    if re.search(rf"""["'.]{re.escape(name)}\b""", source_of(exchange)):
        return False
    plain, texts = _plain(name), _texts_in(exchange.request.body)
    return plain in map(_plain, texts) or any(_plain(type) in plain for type in _types(exchange.request.body))


def raises_itself(crash: Crash) -> bool:
    """Whether the line that broke is a statement that raises: then the text is its author's."""
    return RAISING.search(_line_of(crash)) is not None


def source_of(exchange: Exchange) -> str:
    """The line that broke, if its file can be read here."""
    return _line_of(exchange.crash)


def _line_of(crash: Crash | None) -> str:
    if crash is not None and crash.lines is not None:
        return next((text.strip() for number, text in crash.lines if number == crash.line), "")
    return linecache.getline(crash.file, crash.line).strip() if crash and crash.file and crash.line else ""


def _plain(text: str) -> str:
    """Letters and digits only: tables have `status-update` as `on_status_update`, too."""
    return re.sub(r"\W|_", "", text).casefold()


@lru_cache(maxsize=256)
def _texts_in(body: bytes) -> frozenset[str]:
    return frozenset(text for text in _texts(parsed(body)) if _plain(text))


def _types(body: bytes) -> Iterator[str]:
    """The type that a body names; nothing if it is not a string."""
    value = parsed(body)
    message = value.get("message") if is_object(value) else None
    type = message.get("type") if is_object(message) else None
    if isinstance(type, str) and _plain(type):
        yield type


def parsed(body: bytes | str) -> Any:
    """The JSON value that a text is; None if it is not JSON."""
    try:
        return loads(body)
    except (ValueError, RecursionError):
        return None


def _texts(value: Parsed) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        told = (part for name, part in value.items() if not name.endswith(SPOKEN_WORDS))
        yield from (text for part in told for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))
