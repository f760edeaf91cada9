"""
What is sent, and why.
"""

from dataclasses import dataclass
from typing import Any, Literal

from .circumstance import circumstance_of

Category = Literal["conforming", "observed", "mutation", "disputed", "text", "http", "credentials"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """
    One thing to send.
    """

    id: str  #: Stable, and unique within its message type: `sample-3`, `required.session`.
    type: str
    body: Any  #: The whole JSON value, envelope included, or raw bytes.
    category: Category
    at: str = ""  #: Where it is broken, as a pointer into the message.
    keyword: str = ""  #: The keyword that it breaks.

    @property
    def circumstance(self) -> str:
        """
        What is special about it, as words that fit behind "when"; empty where nothing is.
        """
        return circumstance_of(self.body, self.at, self.keyword) if self.category == "mutation" else ""
