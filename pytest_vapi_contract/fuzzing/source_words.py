"""What a handler's source says of messages: the properties that it reads, and what it compares them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Constants = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceWords:
    """Words of a handler's source that steer what is varied, and how."""

    read: frozenset[str] = frozenset()  #: Names of properties that are read.
    #: Name of a property -> the constants that it is compared with.
    compared: Mapping[str, Constants] = field(default_factory=dict[str, Constants])
    constants: Constants = ()  #: All texts and numbers, each once.


NO_WORDS = SourceWords()
