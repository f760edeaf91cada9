"""
Which exception led to a reply, of those that were raised while a handler ran, and where it was caught.

Much of what is raised is ordinary control flow: `except KeyError` around a look-up. What counts is the last
one that left the user's code, or that a broad `except` has caught, or an `except` of the outermost function
that returns or raises something else.
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import CodeType, FrameType, TracebackType
from typing import Any

from ...masking.mask import Masks
from ..exchange import Crash
from ..location import Location
from .crash import causes, crash_of, is_own

#: What is raised where nothing is wrong, by name: to import asyncio takes longer than all the rest.
USUAL = frozenset({"StopIteration", "StopAsyncIteration", "GeneratorExit", "CancelledError"})
#: How much an exception has to do with the reply: nothing, perhaps, certainly.
NOTHING, PERHAPS, CERTAINLY = range(3)


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that passed through the user's code, and the outermost function of theirs just then."""

    error: BaseException
    outermost: CodeType
    trace: TracebackType | None  #: As it was seen last: a framework may clear it.


def led_to_reply(raised: Sequence[Raised], masks: Masks = ()) -> Crash | None:
    """
    The crash that the exception is which led to the reply; None if none of them did.

    Of an exception that was raised in the place of another one, it is the first.
    """
    ranked = [(_rank(each), at) for at, each in enumerate(raised)]
    rank, at = max(ranked, default=(NOTHING, 0))
    if rank == NOTHING:
        return None
    first = [error for error in causes(raised[at].error) if _own_frames(error)][-1]
    return replace(crash_of(first, masks), caught_at=_caught_at(first), is_hidden=_is_hidden(raised[at]))


def _rank(raised: Raised) -> int:
    error = raised.error
    was_cleared = error.__traceback__ is None
    outer = error.__traceback__ = error.__traceback__ or raised.trace
    if type(error).__name__ in USUAL or outer is None or not _own_frames(error):
        return NOTHING
    if was_cleared or not is_own(outer.tb_frame.f_code.co_filename):
        return CERTAINLY  # it has left the user's code
    handler = _handler(outer, error)
    if handler is None:  # a `with` has caught it
        return NOTHING
    if outer.tb_frame.f_code is raised.outermost and (_is_broad(handler) or _ends_with_it(handler)):
        return CERTAINLY
    return PERHAPS if _is_broad(handler) else NOTHING


def _is_hidden(raised: Raised) -> bool:
    """Whether the outermost function of the user's has caught it with an `except` for all exceptions."""
    outer = raised.error.__traceback__
    if outer is None or outer.tb_frame.f_code is not raised.outermost:
        return False
    handler = _handler(outer, raised.error)
    return handler is not None and _is_broad(handler)


def _caught_at(error: BaseException) -> Location | None:
    """The `except` of the user's that has caught an exception, if one of theirs did."""
    outer = error.__traceback__
    if outer is None or not is_own(outer.tb_frame.f_code.co_filename):
        return None
    handler, code = _handler(outer, error), outer.tb_frame.f_code
    return Location(code.co_filename, handler.lineno, code.co_name) if handler else None


def _own_frames(error: BaseException) -> list[FrameType]:
    return [each.tb_frame for each in _chain(error.__traceback__) if is_own(each.tb_frame.f_code.co_filename)]


def _chain(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _handler(trace: TracebackType, error: BaseException) -> ast.ExceptHandler | None:
    """The `except` that catches an exception in the outermost frame of its traceback; None if none does."""
    code, line = trace.tb_frame.f_code, trace.tb_lineno
    around = [
        each
        for first, each in _try_blocks(code.co_filename)
        if first == code.co_firstlineno and each.body[0].lineno <= line <= (each.body[-1].end_lineno or 0)
    ]
    for block in sorted(around, key=lambda each: -each.lineno):
        for handler in block.handlers:
            if isinstance(error, _classes(handler.type, trace.tb_frame)):
                return handler
    return None


@lru_cache(maxsize=64)
def _try_blocks(file: str) -> tuple[tuple[int, ast.Try], ...]:
    """Every `try` of a file, each with the first line of its function."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError, RecursionError):
        return ()
    return tuple(_within(tree, 1))


def _within(node: ast.AST, first: int) -> Iterator[tuple[int, ast.Try]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _within(child, min([child.lineno, *(each.lineno for each in child.decorator_list)]))
        else:
            if isinstance(child, ast.Try):
                yield first, child
            yield from _within(child, first)


def _classes(node: ast.expr | None, frame: FrameType) -> tuple[type[BaseException], ...]:
    """The classes that an `except` names; all of them, if it names none."""
    if node is None:
        return (BaseException,)
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    found = (_value(part, frame) for part in parts)
    return tuple(each for each in found if isinstance(each, type) and issubclass(each, BaseException))


def _value(node: ast.expr, frame: FrameType) -> Any:
    """What a name, or an attribute of one, stands for in a frame; None for anything else."""
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, frame), node.attr, None)
    if not isinstance(node, ast.Name):
        return None
    spaces = (frame.f_locals, frame.f_globals, frame.f_builtins)
    return next((space[node.id] for space in spaces if node.id in space), None)


def _is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether it catches whatever there is."""
    if handler.type is None:
        return True
    named = {each.id for each in ast.walk(handler.type) if isinstance(each, ast.Name)}
    return not named.isdisjoint({"Exception", "BaseException"})


def _ends_with_it(handler: ast.ExceptHandler) -> bool:
    """Whether its function ends there: it returns, or raises something."""
    return any(isinstance(each, ast.Return | ast.Raise) for part in handler.body for each in ast.walk(part))
