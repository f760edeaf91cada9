"""The user's own files in which a handler is written: that of its module, and those that it imports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import Any

from .crash import is_own

#: How many modules are followed.
MOST_MODULES = 300


def own_files(target: Any, module: str = "") -> tuple[str, ...]:
    """
    The files of the user's own code that a handler is made of, as far as they are loaded; its own first.

    `module` is the name of the module that it was found in, if that is known.
    """
    found: dict[ModuleType, None] = {}
    ahead = [*_module_named(module), *_modules_with(target)]
    while ahead and len(found) < MOST_MODULES:
        first = ahead.pop(0)
        if first not in found:
            found[first] = None
            ahead += _imported(first)
    return tuple(str(each.__file__) for each in found)


def _modules_with(target: Any) -> Iterator[ModuleType]:
    """The module in which a handler is defined, and each that has it under some name."""
    function = _innermost(target)
    for name in (getattr(function, "__module__", None), type(function).__module__):
        yield from _module_named(name)
    for module in list(sys.modules.values()):
        if _is_own(module) and any(value is target for value in list(vars(module).values())):
            yield module


def _innermost(target: Any) -> Any:
    """What a partial function is made from."""
    return _innermost(target.func) if type(target) is partial else target


def _imported(module: ModuleType) -> Iterator[ModuleType]:
    """The modules of the user's that a module has something from."""
    for value in list(vars(module).values()):
        if isinstance(value, ModuleType):
            yield from [value] if _is_own(value) else []
        else:
            yield from _module_named(getattr(value, "__module__", None))


def _module_named(name: Any) -> Iterator[ModuleType]:
    module = sys.modules.get(name) if isinstance(name, str) else None
    if module is not None and _is_own(module):
        yield module


def _is_own(module: Any) -> bool:
    file = getattr(module, "__file__", None)
    return isinstance(module, ModuleType) and isinstance(file, str) and is_own(file)
