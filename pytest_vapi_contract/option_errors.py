"""Options as people write them. An unknown name, or a value that cannot be used, is an error of ours."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import fields
from inspect import signature
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard, TypeVar

from .errors import BadHandlerOption, BadOption, UnknownOption

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

F = TypeVar("F", bound="Callable[..., Any]")
T = TypeVar("T")


class Demand(NamedTuple):
    """What the value of an option has to be."""

    holds: Callable[[Any], bool]
    advice: str
    shown: bool = True  #: Whether an error may repeat the value; a secret must not be repeated.


def made(options: type[T], given: Mapping[str, Any]) -> T:
    """Options as one value of a dataclass, from what was given by name. Raises `UnknownOption`."""
    check_names(given, [each.name for each in fields(options)])  # type: ignore[arg-type]
    return options(**given)


def shows_options_of(options: type) -> Callable[[F], F]:
    """A decorator: the signature lists each of these options with its default, and not `**options`."""

    def showing(function: F) -> F:
        own = [each for each in signature(function).parameters.values() if each.kind is not each.VAR_KEYWORD]
        shown = signature(function).replace(parameters=[*own, *signature(options).parameters.values()])
        function.__signature__ = shown  # type: ignore[attr-defined]
        return function

    return showing


def check_names(given: Iterable[str], known: Collection[str]) -> None:
    """See to it that each option is known. Raises `UnknownOption`."""
    for name in sorted(given):
        if name not in known:
            raise UnknownOption(name, tuple(known))


def check_values(
    given: Mapping[str, Any],
    demands: Mapping[str, Demand],
    error: type[BadOption | BadHandlerOption] = BadOption,
) -> None:
    """See to it that each option has a value that can be used. Raises the error."""
    for name, demand in demands.items():
        if name in given and not demand.holds(given[name]):
            raise error(name, given[name] if demand.shown else ..., demand.advice)


def whole(least: int) -> Demand:
    """A whole number."""

    def holds(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= least

    return Demand(holds, f"It must be a whole number, at least {least}.")


def optional(demand: Demand) -> Demand:
    """What a demand asks for, or None."""

    def holds(value: object) -> bool:
        return value is None or demand.holds(value)

    return demand._replace(holds=holds)


def names_among(choices: Sequence[str]) -> Demand:
    """A list of some of these names."""

    def holds(value: object) -> bool:
        return not isinstance(value, str) and is_collection(value) and set(value) <= set(choices)

    return Demand(holds, f"It must be a list of {', '.join(map(repr, choices[:-1]))} or {choices[-1]!r}.")


def instance(*types: type, of: str, shown: bool = True) -> Demand:
    """An instance of one of these types."""

    def holds(value: object) -> bool:
        return isinstance(value, types)

    return Demand(holds, f"It must be {of}.", shown)


def _is_seconds(value: Any) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0
    )


def is_collection(value: object) -> TypeGuard[Collection[Any]]:
    """Whether a value has elements."""
    return isinstance(value, Collection)


def _are_names(value: Any) -> bool:
    if isinstance(value, str) or not is_collection(value):
        return isinstance(value, Iterable) and not isinstance(value, str)
    return all(isinstance(each, str) for each in value)


def _are_exceptions(value: Any) -> bool:
    if not is_collection(value):
        return False
    return all(isinstance(each, type) and issubclass(each, BaseException) for each in value)


SECONDS = Demand(_is_seconds, "It must be a positive number of seconds.")
NAMES = Demand(_are_names, "It must be a list of names.")
EXCEPTIONS = Demand(_are_exceptions, "It must be a list of exception classes, such as [ValueError].")
FLAG = instance(bool, of="True or False")
TEXT = instance(str, of="a string")
FUNCTION = Demand(callable, "It must be a function.")
