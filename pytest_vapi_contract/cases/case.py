"""What is sent, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..json_paths import is_object
from .condition import Condition, condition_of, of_family, path_of
from .family import BY_VALUE, OF_CALLS, Facts, Family
from .http_change import HttpChange

#: In this order a run sends them, each for all message types before the next.
Category = Literal[
    "arguments",
    "turns",
    "conforming",
    "observed",
    "documented",
    "mutation",
    "bad-arguments",
    "disputed",
    "forward-compatibility",
    "text",
    "http",
    "credentials",
    "replay",
    "redelivery",
    "call",
    "concurrency",
]
#: What the text of a case for developers has.
SHOWN = ("id", "at", "keyword", "why", "type", "message", "body")
#: What is sent beside messages: bodies that are not JSON, unusual requests, bad credentials, old signatures.
BESIDE_MESSAGES: frozenset[Category] = frozenset({"text", "http", "credentials", "replay"})
#: Valid messages, by the schema or as production sends them: nothing special that a finding could be about.
VALID: frozenset[Category] = frozenset({"conforming", "observed"})
#: Calls of the user's own tools: with arguments that match their parameters, and with others.
OF_TOOLS: frozenset[Category] = frozenset({"arguments", "bad-arguments"})
#: What is made for the user's tools, if these are known.
MADE_FOR_TOOLS: frozenset[Category] = frozenset({*OF_TOOLS, "observed", "documented"})
#: What has to be accepted, because Vapi sends it.
DEMANDED: frozenset[Category] = frozenset({*VALID, "arguments"})
#: Cases that are about a place in a body, and are described by the value there.
IN_THE_BODY: frozenset[Category] = frozenset({"mutation", "disputed", "forward-compatibility"})
#: Where the value at one place of the body may decide what happens.
WITH_PLACES = VALID | IN_THE_BODY


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """
    One thing to send, and what is special about it.

    A mutation is a case that breaks one rule at one place, in every reading of the contract.
    """

    id: str  #: Stable and unique for its message type, such as `type.null:/session/id`.
    type: str  #: The message type that it was made for.
    body: Any  #: The whole JSON body, or raw bytes.
    category: Category
    family: Family | None = None  #: What is special about it; None where that is not known.
    facts: Facts = field(default_factory=dict[str, Any])  #: What the words of the family need.
    at: str = ""  #: JSON pointer into the message: where judging it finds the fault.
    keyword: str = ""  #: The keyword of JSON Schema that is broken.
    alter: HttpChange | None = None  #: What differs in the request around the body.
    before: tuple[
        Any, ...
    ] = ()  #: The bodies that are sent before it, where it is the end of a conversation.
    drawn: bool = False  #: Drawn at random, so it may have more in it than it needs.
    around: Any = field(default=None, compare=False)  #: The message in a body that is broken around it.
    unbroken: Any = field(default=None, compare=False)  #: The conforming message that was broken, if one was.

    @property
    def message(self) -> Any:
        """The bare message; it conforms if the fault is one of the body around it."""
        if self.around is not None:
            return self.around
        return self.body.get("message") if is_object(self.body) else None

    @property
    def hostile(self) -> bool:
        """Whether only an attacker would send it."""
        return self.family is not None and self.family.group == "hostile"

    @property
    def condition(self) -> Condition | None:
        """What is special about it, as findings tell and compare it; None where nothing is."""
        if self.category in VALID:
            return None
        if self.category in OF_TOOLS:
            return self._condition_of_tool()
        if self.category not in IN_THE_BODY:
            return of_family(self.family, self.facts) if self.family else None
        found = condition_of(self.body, self.at, self.keyword, self.facts.get("name"))
        if found is not None or self.family is None:
            return found
        return of_family(self.family, self.facts, path_of(self.body, self.at))

    def _condition_of_tool(self) -> Condition | None:
        """What is special about a call of a tool; of one argument, only if it breaks the parameters."""
        tool = str(self.facts.get("tool", ""))
        if self.family in OF_CALLS:
            return replace(of_family(self.family, self.facts), tool=tool)
        if self.category == "arguments":
            return None
        keyword = "" if self.family in BY_VALUE else self.keyword
        found = condition_of(self.body, self.at, keyword, self.facts.get("name"))
        return found and replace(found, tool=tool)

    @property
    def why(self) -> str:
        """What is special about it, in one sentence; empty where nothing is."""
        return f"{self.family.told(self.facts)}." if self.family else ""

    def with_body(self, body: Any) -> Case:
        """The same case with another body."""
        return replace(self, body=body)

    def with_category(self, category: Category) -> Case:
        """The same case, sent for another reason."""
        return replace(self, category=category)

    def __repr__(self) -> str:
        name = "Mutation" if self.category == "mutation" else "Case"
        return f"{name}({', '.join(f'{each}={getattr(self, each)!r}' for each in SHOWN)})"

    def __str__(self) -> str:
        return f"{self.type} {self.id}: {self.why}"
