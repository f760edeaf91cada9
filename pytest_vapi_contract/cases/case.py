"""
What is sent, and why.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..delivery import Handler, Request
from ..mutations import Mutation
from .condition import Path, condition_of, decisive

Alteration = Callable[[Request], Request]
#: In this order a run sends them, each for all message types before the next.
Category = Literal[
    "conforming",
    "observed",
    "documented",
    "mutation",
    "disputed",
    "tomorrow",
    "text",
    "http",
    "credentials",
    "replay",
    "redelivery",
    "concurrency",
]


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
    why: str = ""  #: What is special about the request, as words that fit behind "when".
    alter: Alteration | None = None  #: What is changed in the request.
    drawn: bool = False  #: Drawn at random, so it may have more in it than it needs.

    @property
    def condition(self) -> str:
        """
        What is special about it, as words that fit behind "when"; empty where nothing is.
        """
        if self.category in ("mutation", "disputed", "tomorrow"):
            return condition_of(self.body, self.at, self.keyword, self.why)
        return self.why

    @property
    def where(self) -> Path:
        """
        The path in the body to what is special about it; empty where that is no place.
        """
        if self.category in ("mutation", "disputed", "tomorrow"):
            return decisive(self.body, self.at, self.keyword, self.why)
        return ()

    def with_body(self, body: Any) -> "Case":
        """
        The same case with another body.
        """
        return replace(self, body=body)

    def with_category(self, category: Category) -> "Case":
        """
        The same case, sent for another reason.
        """
        return replace(self, category=category)

    def request_to(self, handler: Handler) -> Request:
        """
        The request that the case is, with the handler's own path, headers and credential.
        """
        request = handler.request(self.body)
        return self.alter(request) if self.alter else request


def mutation_case(mutation: Mutation) -> Case:
    """
    The case that a mutation is.
    """
    return Case(
        id=mutation.id,
        type=mutation.type,
        body=mutation.body,
        category="mutation",
        at=mutation.at,
        keyword=mutation.keyword,
        why=mutation.why.removesuffix("."),
    )
