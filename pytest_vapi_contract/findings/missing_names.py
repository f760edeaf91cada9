"""
The property that a KeyError names: a title that says when it is raised must not name another one.

Where it is missing is seen by trial: with the property there, the message does not fail like that any more.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..cases.condition import MESSAGE, MISSING, Path, child_of, paths_of, value_at
from ..delivery import Exchange
from ..json_paths import is_list, is_object, with_value
from .finding import Finding
from .fingerprint import fault_of, parsed

#: What is put where no accepted message shows what belongs there: some of it is right for most properties.
MADE_UP: tuple[Any, ...] = (
    "+12125550147", 1, {}, [], True, "https://example.com", "2026-08-26T14:28:40.006Z",
    "6f1f7b9a-3c0e-4f3b-9d59-2f0b7c1f7f10",
)  # fmt: skip
#: How many values of accepted messages are tried at one place.
TRIED = 4

#: Whether a body fails otherwise, or not at all; None if it may not be sent, or there is no time for it.
FailsOtherwise = Callable[[Any], bool | None]


def missing_name(exchange: Exchange) -> str:
    """The name of the property that a KeyError says is missing; empty if there is none."""
    crash = exchange.crash
    return fault_of(exchange) if crash is not None and crash.type == "KeyError" else ""


def named_as_missing(exchange: Exchange) -> str:
    """The same, or what FastAPI answers that a model requires, if there is nothing else that it refuses."""
    errors = _errors_of_model(exchange)
    return (required_names(exchange) or [""])[0] if len(errors) == 1 else missing_name(exchange)


def required_names(exchange: Exchange) -> list[str]:
    """The names of all that FastAPI answers that a model requires, and that is missing."""
    found: list[str] = []
    for error in _errors_of_model(exchange):
        match error:
            case {"type": "missing", "loc": [*_, str(name)]}:
                found.append(name)
            case _:
                pass
    return found


def _errors_of_model(exchange: Exchange) -> Sequence[Any]:
    """What FastAPI answers if a model does not take the body: errors, each with its kind and place."""
    value = parsed(exchange.reply.body) if exchange.reply is not None and exchange.crash is None else None
    errors = value.get("detail") if is_object(value) else None
    return errors if is_list(errors) else ()


def agrees(finding: Finding) -> bool:
    """Whether the condition of a finding may be about the property that its KeyError names, if any."""
    name, condition = missing_name(finding.exchange), finding.condition
    if not name or condition is None or finding.mark:
        return True
    if not condition.places:
        return _is_object_without(json_of(finding), name)
    return any(_is_missing_at(path, name, finding.case.body) for path in condition.places)


def without_contradiction(finding: Finding) -> Finding:
    """The finding, without its condition if that is about another property than the one that is missing."""
    return finding if agrees(finding) else replace(finding, condition=None)


def is_named(finding: Finding) -> bool:
    """Whether the condition names the property that the KeyError of a finding names, if that names one."""
    name, condition = missing_name(finding.exchange), finding.condition
    if not name or condition is None or finding.mark:
        return True
    return any(
        path[-1] == name and value_at(finding.case.body, path) is MISSING for path in condition.places if path
    )


def place_of_missing(
    name: str, body: Any, models: Sequence[Any], fails_otherwise: FailsOtherwise
) -> Path | None:
    """The place where a property is missing that a body has to have, as trial shows; None for none."""
    return next(
        (place for place in _lacking(name, body) if _decides(place, body, models, fails_otherwise)), None
    )


def is_known(name: str, bodies: Iterable[Any]) -> bool:
    """Whether a property of some messages has a name, so that it is not one of the user's own."""
    return any(path[-1] == name for body in bodies for path in paths_of(body))


def _is_missing_at(path: Path, name: str, body: Any) -> bool:
    """Whether a property is missing at a path, or in the object that is there."""
    there = value_at(body, path)
    if there is MISSING:
        return path[-1:] == (name,) or value_at(body, path[:-1]) is MISSING
    return isinstance(there, dict) and name not in there


def _is_object_without(body: Any, name: str) -> bool:
    """Whether a body, or what is in its envelope, is an object that lacks a property."""
    inner = child_of(body, MESSAGE)
    return any(is_object(each) and name not in each for each in (body, inner))


def json_of(finding: Finding) -> Any:
    """The body that was sent, as far as it is JSON."""
    body = finding.case.body
    return parsed(body) if isinstance(body, bytes) else body


def _lacking(name: str, body: Any) -> Iterator[Path]:
    """The places in a body where a property could be, and is not, nearest first."""
    for path in paths_of(body):
        value = value_at(body, path)
        if is_object(value) and name not in value:
            yield (*path, name)


def _decides(place: Path, body: Any, models: Sequence[Any], fails_otherwise: FailsOtherwise) -> bool:
    """Whether a body fails otherwise with something at a place: the first value that may be there tells."""
    told = (fails_otherwise(with_value(body, place, value)) for value in _values(place, models))
    return next((each for each in told if each is not None), False)


def _values(place: Path, models: Sequence[Any]) -> Iterator[Any]:
    """What may be at a place: what accepted messages have there, or by that name elsewhere, or made up."""
    shown = [value for model in models if (value := value_at(model, place)) is not MISSING]
    if not shown:
        shown = [
            value_at(model, path) for model in models for path in paths_of(model) if path[-1] == place[-1]
        ]
    yield from (*shown[:TRIED], *MADE_UP)
