"""What a handler's source says of messages: the properties that it reads, and what it compares them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Constants = tuple[Any, ...]
Names = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceWords:
    """Words of a handler's source that steer what is varied, and how."""

    read: frozenset[str] = frozenset()  #: Names of properties that are read.
    #: Name of a property -> the constants that it is compared with.
    compared: Mapping[str, Constants] = field(default_factory=dict[str, Constants])
    #: Name of a property -> the properties that are read of its value.
    below: Mapping[str, Names] = field(default_factory=dict[str, Names])
    #: Name of a property -> the functions and methods that its value is given to.
    uses: Mapping[str, Names] = field(default_factory=dict[str, Names])
    constants: Constants = ()  #: All texts and numbers, each once.

    @property
    def lengths(self) -> tuple[int, ...]:
        """The numbers that may be lengths, and their neighbours."""
        whole = [each for each in self.constants if isinstance(each, int) and 0 < each <= LONGEST_TEXT]
        return tuple(dict.fromkeys(max(0, each + step) for each in whole for step in (-1, 0, 1)))


#: The top of all properties.
MESSAGE = "message"
#: The longest text whose length is compared with a number of the source.
LONGEST_TEXT = 20_000
NO_WORDS = SourceWords()
