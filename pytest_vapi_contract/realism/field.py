"""What can be known of one property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..json_paths import Object
from .makers import Kind

if TYPE_CHECKING:  # a scenario has people, and those come from Faker
    from .scenario_values import Told


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """How the value of a property is made, and how often it is there; `None` leaves it to the defaults."""

    text: Kind | None = None  #: Its value as a string.
    number: Kind | None = None  #: Its value as a number.
    formatted: Kind | None = None  #: Its value as a string with a format, whichever the schema asks for.
    scenario: Told | None = None  #: In samples: what the scenario decides.
    content: Told | None = None  #: In samples: what is in an object that the contract leaves open.
    branches: Mapping[str, str] | None = None  #: In samples: the branch of a union, by who carries the call.
    single: bool | None = None  #: In samples: a list with one item, as others must agree with it.
    often: float | None = None  #: How often it is in a typical sample.
    certain: bool | None = None  #: It is in every rich sample.
    seldom: bool | None = None  #: Few calls have it.
    afterwards: bool | None = None  #: It is only there once the call is over.


def merged(lines: Iterable[Field]) -> Field:
    """Take from each line what those before it leave open."""
    found: Object = {}
    for line in lines:
        for field in fields(Field):
            value = getattr(line, field.name)
            if value is not None:
                found.setdefault(field.name, value)
    return Field(**found)
