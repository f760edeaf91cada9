"""What is known of the property that a schema belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..json_paths import tokens
from ..shapes import Number, Text
from .endings import COST, ENDINGS, FORMATS, NUMBER, TEXT
from .field import Field, merged
from .fields import FIELDS
from .makers import Kind


def names_of(at: str) -> tuple[str, str]:
    """Find the component and the property that the schema at a place belongs to; empty where none is."""
    owner = name = ""
    path = iter(tokens(at))
    for token in path:
        if token == "$defs":
            owner, name = next(path, ""), ""
        elif token == "properties":
            name = next(path, "")
    return owner, name


@cache
def field_of(owner: str, name: str) -> Field:
    """Look up what is known of a property of a component, or of the message where the component is empty."""
    return merged(_lines(owner, name))


def _lines(owner: str, name: str) -> Iterator[Field]:
    for known in (f"{owner}.{name}", name):
        if known in FIELDS:
            yield FIELDS[known]
    capitalized = name[:1].upper() + name[1:]
    yield from (field for ending, field in ENDINGS.items() if capitalized.endswith(ending))


def kind_of(shape: Text | Number) -> Kind:
    """Find the kind of value that a shape is meant for."""
    owner, name = names_of(shape.at)
    field = field_of(owner, name)
    if isinstance(shape, Number):
        return field.number or (COST if owner.endswith("CostBreakdown") else NUMBER)
    if shape.format is not None and shape.format in FORMATS:
        return field.formatted or FORMATS[shape.format]
    return field.text or TEXT
