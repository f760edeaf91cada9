"""
The arguments of tool calls: the schema has them as text, and Vapi sends objects.

So a handler that takes objects only loses nothing, and one that takes text only loses every tool call.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..cases.case import Case
from ..cases.condition import Path, found, paths_of, value_at
from ..contract import Contract
from ..contract.message_types import CALL_LISTS
from ..delivery import Exchange
from ..findings.finding import Finding
from ..findings.fingerprint import parsed
from ..json_paths import dumps, is_object, pointer, with_value
from ..wire_envelope import envelope
from .check import Flaw
from .hidden import Accepts
from .state_probe import Effect

ONLY_DOCUMENTED = "Vapi's documentation shows this form, but it was never captured"
NEVER_SENT = "the schema allows text here, but only objects were ever captured"
SENDS_OBJECT = "Vapi sends an object here, although the schema says text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Observed(Accepts):
    """Messages are accepted as production sends them, and better also as its documentation has them."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """What is wrong with the exchange: a note, for a message that is nowhere but in the documentation."""
        flaw = Accepts.flaw(self, case, exchange, effect)
        if flaw is None or case.category != "documented":
            return flaw
        return replace(flaw, verdict=self._verdict(exchange, "is rejected"), hint=ONLY_DOCUMENTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """A body whose tool calls have their arguments in the other form, and where these are."""

    body: Any
    paths: tuple[Path, ...]


def with_objects(body: Any) -> Twin | None:
    """The body with objects where arguments are text; None where they are not."""
    return _twin(body, str, _object_of)


def with_short_texts(body: Any) -> Twin | None:
    """The body with the shortest text where arguments are text; None where they are not."""
    return _twin(body, str, lambda _: "{}")


def with_texts(body: Any) -> Twin | None:
    """The body with text where arguments are objects; None where they are not."""
    return _twin(body, dict, dumps)


def calls_of(body: Any) -> list[Any]:
    """The tool calls that a message asks for, wherever it has them."""
    return [value_at(body, ("message", name)) for name in CALL_LISTS]


def explained_by_arguments(finding: Finding, twin: Twin, hint: str) -> Finding:
    """The finding, with the form of the arguments as its condition."""
    where = twin.paths[0]
    condition = found(where, value_at(finding.case.body, where), type_only=True)
    case = replace(finding.case, at=pointer(*map(str, where[1:])))
    return replace(finding, case=case, condition=condition, hint=hint)


def sent_by_vapi(case: Case, contract: Contract) -> Case | None:
    """
    The case as it is made from a message with objects, if it is made from one with text in their place.

    None if it is not: Vapi was only ever seen to send objects there.
    """
    unbroken = envelope(case.unbroken)
    twin = with_objects(unbroken)
    if twin is None or not contract.has_unseen(unbroken):
        return None
    return replace(case, unbroken=twin.body["message"])


def _twin(body: Any, form: type, turned: Callable[[Any], Any]) -> Twin | None:
    paths = tuple(path for path in paths_of_arguments(body) if isinstance(value_at(body, path), form))
    for path in paths:
        body = with_value(body, path, turned(value_at(body, path)))
    return Twin(body=body, paths=paths) if paths else None


def paths_of_arguments(body: Any) -> Iterator[Path]:
    """Where tool calls that a message asks for have their arguments; those of the past are elsewhere."""
    for name in CALL_LISTS:
        at: Path = ("message", name)
        yield from (path for path in paths_of(value_at(body, at), at) if path[-1] == "arguments")


def _object_of(text: str) -> Any:
    """The object that a text is, an empty one if it is none."""
    value = parsed(text)
    return value if is_object(value) else {}
