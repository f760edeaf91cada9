"""
A message that is broken on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutation:
    """
    A message that breaks one rule at one place, in every reading of the contract.
    """

    id: str  #: Stable and unique for its message type, such as `type.null:/session/id`.
    at: str  #: JSON pointer into the message: where judging it finds the fault.
    keyword: str  #: The keyword of JSON Schema that is broken.
    why: str  #: One sentence.
    type: str  #: The message type that it was made for.
    message: Any  #: The bare message; it conforms if the fault is one of the body around it.
    body: Any  #: The whole JSON body.

    def __str__(self) -> str:
        return f"{self.type} {self.id}: {self.why}"
