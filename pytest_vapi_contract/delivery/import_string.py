"""From "module:attribute" to the object."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadTarget, HandlerAttributeNotFound, HandlerImportFailed, HandlerModuleNotFound
from .observation.crash import crash_of
from .patches import PATCHES
from .process_guard import GUARD

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_NAMES = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_TARGET = re.compile(rf"(?P<module>{_NAMES}):(?P<attribute>{_NAMES})(?P<call>\(\))?")


def load(target: str) -> Any:
    """Import what "module:attribute" names, as uvicorn does. "module:factory()" is called."""
    match = _TARGET.fullmatch(target)
    if match is None:
        raise BadTarget(target, _advice(target))
    with GUARD, PATCHES:
        found = _attribute(_module(match["module"], target), match["attribute"])
        return _guarded(found, target) if match["call"] else found


def _advice(target: str) -> str:
    module, colon, attribute = target.partition(":")
    path, dotted = module.removesuffix(".py"), "."
    if module.endswith(".py") or "/" in module:
        name = path.strip("./").replace("/", dotted)
        return f"Write the module's name, not its path: '{name}:{attribute or 'app'}'."
    if attribute.partition("/")[0].isdecimal():
        return f"A URL begins with its scheme: 'http://{target}'."
    if not colon:
        return f"Write 'module:attribute', such as '{module or 'app'}:app', or a URL."
    return "Write 'module:attribute', such as 'app:app', 'app:create_app()', or a URL."


def _module(name: str, target: str) -> ModuleType:
    here = str(Path.cwd())
    if here not in sys.path:
        # It stays there: a handler may import more when it is called.
        sys.path.insert(0, here)
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{name}.".startswith(f"{error.name}."):
            raise HandlerModuleNotFound(name, here) from None
        raise HandlerImportFailed(target, str(crash_of(error))) from error
    except (Exception, SystemExit) as error:
        raise HandlerImportFailed(target, str(crash_of(error))) from error


def _attribute(module: ModuleType, dotted: str) -> Any:
    found: Any = module
    for name in dotted.split("."):
        try:
            found = getattr(found, name)
        except AttributeError:
            raise HandlerAttributeNotFound(module.__name__, dotted, name, _public(found)) from None
    return found


def _public(found: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = ()
    with suppress(Exception):
        names = tuple(name for name in dir(found) if not name.startswith("_"))
    return names


def _guarded(factory: Callable[[], Any], target: str) -> Any:
    try:
        return factory()
    except (Exception, SystemExit) as error:
        raise HandlerImportFailed(target, str(crash_of(error))) from error
