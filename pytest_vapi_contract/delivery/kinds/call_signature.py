"""What the signature of a callable says of it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import partial
from inspect import Parameter
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """The parameters of a callable, as far as they tell its kind."""

    known: bool = True  #: False where Python cannot say (some callables written in C).
    required: tuple[str, ...] = ()  #: Positional parameters without a default.
    optional: tuple[str, ...] = ()  #: Positional parameters with one.
    variadic: bool = False
    keywords: tuple[str, ...] = ()  #: Keyword-only parameters.
    demanded: tuple[str, ...] = ()  #: Keyword-only parameters without a default.

    @property
    def positional(self) -> tuple[str, ...]:
        """All positional parameters."""
        return self.required + self.optional

    @property
    def headers(self) -> Literal["positional", "keyword"] | None:
        """How a plain function wants the headers; None if it does not."""
        if "headers" in self.keywords or "headers" in self.positional[2:]:
            return "keyword"
        if len(self.required) == 2 or "headers" in self.positional[1:2]:
            return "positional"
        return None


def shape_of(target: Callable[..., Any]) -> Shape:
    """The shape of a callable."""
    try:
        parameters = inspect.signature(target).parameters.values()
    except (ValueError, TypeError):
        return Shape(known=False)
    positional = [each for each in parameters if each.kind in _POSITIONAL]
    keywords = [each for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    return Shape(
        required=tuple(each.name for each in positional if each.default is Parameter.empty),
        optional=tuple(each.name for each in positional if each.default is not Parameter.empty),
        variadic=any(each.kind is Parameter.VAR_POSITIONAL for each in parameters),
        keywords=tuple(each.name for each in keywords),
        demanded=tuple(each.name for each in keywords if each.default is Parameter.empty),
    )


def is_async(target: Callable[..., Any]) -> bool:
    """Whether calling gives a coroutine: an `async def`, a partial of one, an object that is called so."""
    while isinstance(target, partial):
        target = target.func
    if inspect.iscoroutinefunction(target):
        return True
    return not inspect.isroutine(target) and inspect.iscoroutinefunction(type(target).__call__)
