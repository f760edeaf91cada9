"""Strategies for arbitrary scalars: whatever the schema of a string or a number lets through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from json import loads
from typing import Any, cast

from hypothesis import strategies as st

from ..json_paths import dumps
from ..shapes import Number, Text, is_unicode, plainest_number, text_of_length
from ..shapes.membership import is_of_number, is_of_text
from ..shapes.scalar_values import FORMATS

Value = st.SearchStrategy[Any]

EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MILLISECOND = (datetime(9999, 12, 31, tzinfo=UTC) - EPOCH_UTC) // timedelta(milliseconds=1)
LOOKING_AHEAD = re.compile(r"\(\?[=!](?!\\n\))")
DRAWN_TEXT = 500  # characters that are drawn one by one
EDGES = (-0.0, 5e-324, -2.2e-308, 1.7976931348623157e308, -1e300)  # numbers that readers get wrong


def arbitrary_scalar(shape: Text | Number) -> Value:
    """Draw any string or number of a shape."""
    if isinstance(shape, Text) and shape.format is not None and shape.format in ARBITRARY_FORMATS:
        return ARBITRARY_FORMATS[shape.format]()
    if isinstance(shape, Text) and (shape.pattern or shape.format in FORMATS):
        return _of_pattern(shape)
    if isinstance(shape, Text) and shape.min_length > DRAWN_TEXT:
        drawn: Value = _repeated(shape.min_length)
    else:
        drawn = st.deferred(lambda: _from_schema(dumps(as_schema(shape))))
    if isinstance(shape, Number) and not shape.integral:
        edges = [edge for edge in EDGES if is_of_number(shape, edge)]
        drawn = drawn | st.sampled_from(edges) if edges else drawn
    if isinstance(shape, Number) and isinstance(shape.multiple_of, float):
        drawn = drawn.filter(lambda value: is_of_number(shape, value))
    return drawn.filter(lambda value: value not in shape.other_than) if shape.other_than else drawn


def _of_pattern(shape: Text) -> Value:
    """A text of a pattern or a format, and the smallest instead of one that has another length."""
    simplest = text_of_length(shape, shape.min_length)
    if LOOKING_AHEAD.search(shape.pattern or ""):  # hardly a text that is drawn is one
        return st.just(simplest)
    schema = {"type": "string", "pattern": shape.pattern, "format": shape.format}
    said = dumps({keyword: value for keyword, value in schema.items() if value is not None})
    drawn = st.deferred(lambda: _from_schema(said))
    return drawn.map(lambda text: text if is_of_text(shape, text) else simplest)


def _repeated(length: int) -> Value:
    """A text of a length that Hypothesis cannot draw character by character: a short one, again and again."""
    part = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    return part.map(lambda text: (text * length)[:length])


def ready() -> None:
    """Import what scalars are drawn with; it brings jsonschema, which can take seconds."""
    import_module("hypothesis_jsonschema")


@cache
def _from_schema(schema: str) -> Value:
    # Importing the package should not import jsonschema: `ready` has done so before the first draw.
    from hypothesis_jsonschema import from_schema  # pyright: ignore[reportUnknownVariableType]  its types recur

    # Any codec has Hypothesis try each character of Unicode first, which takes seconds.
    drawn = cast("Value", from_schema(loads(schema), codec=None))
    return drawn.filter(is_unicode) if loads(schema)["type"] == "string" else drawn


def is_simplest(shape: Text | Number, value: Any) -> bool:
    """Tell whether Hypothesis shrinks the strategy of a shape to this value."""
    if isinstance(shape, Text):
        return len(value) == shape.min_length and set(value) <= {"0"}
    return bool(value == plainest_number(shape)) and str(value) != "-0.0"


def as_schema(shape: Text | Number) -> dict[str, Any]:
    """Write a scalar shape as a JSON Schema again."""
    if isinstance(shape, Text):
        keywords: dict[str, Any] = {
            "type": "string",
            "minLength": shape.min_length or None,
            "maxLength": shape.max_length,
            "pattern": shape.pattern,
            "format": shape.format,
        }
    else:
        keywords = {
            "type": "integer" if shape.integral else "number",
            "minimum": shape.minimum,
            "maximum": shape.maximum,
            "exclusiveMinimum": shape.exclusive_minimum,
            "exclusiveMaximum": shape.exclusive_maximum,
            "multipleOf": shape.multiple_of,
        }
    return {keyword: value for keyword, value in keywords.items() if value is not None}


def _date_times() -> Value:
    # One choice, where a strategy for date and time would make seven.
    return st.integers(0, LAST_MILLISECOND).map(_moment)


def _moment(milliseconds: int) -> str:
    moment = EPOCH_UTC + timedelta(milliseconds=milliseconds)
    return moment.isoformat().replace("+00:00", "Z")


def _uris() -> Value:
    path = st.text("abcdefghijklmnopqrstuvwxyz0123456789-._~", max_size=20)
    return path.map(lambda text: f"https://example.com/{text}")


ARBITRARY_FORMATS: Mapping[str, Callable[[], Value]] = {
    "date-time": _date_times,
    "uri": _uris,
    "uuid": lambda: st.uuids().map(str),
}
