"""What is wrong, in words: short ones, however large the message is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from json import dumps
from typing import TYPE_CHECKING, Any

from ..json_paths import Json, is_list, is_object
from .tagged_unions import json_type

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

#: The longest text of a value.
LONGEST = 60
#: The longest text of a violation for which there are no words of ours.
LONGEST_TEXT = 200

_ARTICLES = {"array": "a list", "integer": "an integer", "null": "null", "object": "an object"}


def described(type: str) -> str:
    """A JSON type with its article."""
    return _ARTICLES.get(type, f"a {type}")


def shown(value: Json) -> str:
    """The value as JSON if it is short, its beginning if it is a long text, or what it is."""
    if isinstance(value, str):
        return _quoted(value)
    if is_object(value) and value:
        return f"an object of {_counted(len(value), 'property', 'properties')}"
    if is_list(value) and value:
        return f"a list of {_counted(len(value), 'item', 'items')}"
    return cut(dumps(value), LONGEST)


def cut(text: str, length: int) -> str:
    """The text, or its beginning."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def among(words: Sequence[str], *, conjunction: str = "and", most: int = 12) -> str:
    """The words as a list that can be read, with the rest counted."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} others"]
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def text_of(error: ValidationError) -> str:
    """What an error says."""
    return TEXTS.get(str(error.validator), _of_jsonschema)(error)


def _quoted(value: str) -> str:
    if len(value) <= LONGEST:
        return cut(dumps(value, ensure_ascii=False), LONGEST)
    return f"{cut(dumps(value[:LONGEST], ensure_ascii=False), LONGEST)} ({len(value):,} characters)"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _of_jsonschema(error: ValidationError) -> str:
    return cut(error.message, LONGEST_TEXT)


def _type(error: ValidationError) -> str:
    types: Any = error.validator_value
    expected = _either([described(type) for type in ([types] if isinstance(types, str) else types)])
    value, kind = shown(error.instance), described(json_type(error.instance))
    return f"{value} is not {expected}" if value.startswith(kind) else f"{value} is {kind}, not {expected}"


def _enum(error: ValidationError) -> str:
    values: Any = error.validator_value
    if not values:
        return f"{shown(error.instance)} is not allowed, and nothing else is"
    hint = close_to(error.instance, values)
    return f"{shown(error.instance)} is not {_either([shown(value) for value in values])}{hint}"


def _either(words: Sequence[str]) -> str:
    return among(words, conjunction="or", most=8)


def close_to(value: Json, known: Sequence[Json]) -> str:
    """A question that names what may have been meant, or nothing."""
    texts = [each for each in known if isinstance(each, str)]
    close = (
        get_close_matches(value, texts, n=1, cutoff=0.7)
        if isinstance(value, str) and len(value) <= LONGEST
        else []
    )
    return f". Did you mean {shown(close[0])}?" if close else ""


def _const(error: ValidationError) -> str:
    return f"{shown(error.instance)} is not {shown(error.validator_value)}"


def _compared(words: str) -> Callable[[ValidationError], str]:
    return lambda error: f"{shown(error.instance)} is {words} {shown(error.validator_value)}"


def _sized(noun: str, limit: str) -> Callable[[ValidationError], str]:
    def text(error: ValidationError) -> str:
        value: Any = error.instance
        return f"it has {len(value):,} {noun}, and {limit} {error.validator_value:,} are allowed"

    return text


def _pattern(error: ValidationError) -> str:
    return f"{shown(error.instance)} does not match {cut(str(error.validator_value), LONGEST)}"


def _format(error: ValidationError) -> str:
    return f"{shown(error.instance)} is not a valid {error.validator_value}"


def _own(error: ValidationError) -> str:
    return error.message


#: Keyword -> what is said of a value that breaks it.
TEXTS: dict[str, Callable[[ValidationError], str]] = {
    "anyOf": _own,
    "const": _const,
    "enum": _enum,
    "exclusiveMaximum": _compared("not less than"),
    "exclusiveMinimum": _compared("not more than"),
    "format": _format,
    "maxItems": _sized("items", "at most"),
    "maxLength": _sized("characters", "at most"),
    "maxProperties": _sized("properties", "at most"),
    "maximum": _compared("more than"),
    "minItems": _sized("items", "at least"),
    "minLength": _sized("characters", "at least"),
    "minProperties": _sized("properties", "at least"),
    "minimum": _compared("less than"),
    "multipleOf": _compared("not a multiple of"),
    "oneOf": _own,
    "pattern": _pattern,
    "required": _own,
    "type": _type,
}
