"""What a mutator is given, and what it makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ..cases.family import Facts, Family
from ..json_paths import Object

#: No conforming item is known.
NO_ITEM = object()


@dataclass(frozen=True, kw_only=True, slots=True)
class ValidValue:
    """A conforming value that is to be broken, and what a mutator may know of its surroundings."""

    value: Any
    schema: Object  #: The schema whose keyword is to be broken.
    item: Any = NO_ITEM  #: The smallest item that a list conforms with.
    kinds: frozenset[str] = frozenset()  #: The JSON types that a union takes.
    neighbours: tuple[Any, ...] = ()  #: Values that other enumerations list.
    tags: tuple[str, ...] = ()  #: If the value is a branch of a union: the properties that tell which.
    rivals: tuple[Any, ...] = ()  #: If the value is such a tag: what it is in the other branches.


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A broken value instead of a conforming one."""

    family: Family
    value: Any
    keyword: str
    facts: Facts = field(default_factory=dict[str, Any])
    below: str = ""  #: JSON pointer from the value to the place where the keyword is broken.
    whole: Any = NO_ITEM  #: What the value is before it is broken, if that is not what the base has there.
    of_union: bool = False  #: Whether the value is a tag, and the union around it is what is broken.

    @property
    def name(self) -> str:
        """The entry of the keyword that is broken, if it lists several (`required`)."""
        return str(self.facts.get("name", ""))

    @property
    def id(self) -> str:
        """How the id of the mutation begins."""
        return self.family.id_of(self.name)

    @property
    def way(self) -> tuple[Family, str]:
        """The family and the entry: of the faults that share both, one is enough."""
        return self.family, self.name


Mutator: TypeAlias = Callable[[ValidValue], Iterator[Fault]]
