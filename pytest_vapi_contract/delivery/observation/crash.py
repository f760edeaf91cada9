"""From an exception to a crash: which line of the user's own code it came from."""

from __future__ import annotations

import linecache
import os
import re
import sysconfig
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ...masking.mask import Masks, hide_distinct, said, said_line
from ..exchange import Crash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

#: How many frames of the user's own code a shown traceback has.
FRAMES = 8
#: How many characters a path has at most, on any system.
PATH = 4_096

_PACKAGE = str(Path(__file__).parents[2])
#: Some packages are installed among the scripts as well.
_NOT_OWN = tuple({sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib", "scripts")})
_INSTALLED = re.compile(r"[/\\](site|dist)-packages[/\\]")
_FRAME = re.compile(r'^\s*File "(?P<file>.+?)", line (?P<line>\d+), in (?P<function>.+)$', re.MULTILINE)
_LAST = re.compile(r"^(?P<type>[A-Za-z_][\w.]*)(?:: (?P<message>.*))?$", re.MULTILINE)

Frame = tuple[str, int, str]


def crash_of(error: BaseException, masks: Masks = ()) -> Crash:
    """
    The crash that an exception is, without secrets.

    The place is the innermost frame in the user's own code; where an exception has none, that of its causes;
    where they have none either, the innermost frame of all. This runs methods of the exception's own class,
    so it belongs where the handler runs.
    """
    try:
        return _read(_leaf(error), masks)
    except (Exception, SystemExit) as broken:  # noqa: BLE001 - what it is read with may have been replaced
        return Crash(
            type=_name(error), message=f"(it cannot be read: {_name(broken)})", exception_class=type(error)
        )


def _read(error: BaseException, masks: Masks) -> Crash:
    frames = next((own for own in map(_own_frames, causes(error)) if own), None) or _frames(error)[-1:]
    file, line, function = frames[-1] if frames else (None, None, None)
    return Crash(
        type=_name(error),
        message=(message := _message(error, masks)),
        file=file,
        line=line,
        function=function,
        traceback=_shown(frames[-FRAMES:], _name(error), message, masks),
        exception_class=type(error),
    )


def crash_of_text(text: str, masks: Masks = ()) -> Crash | None:
    """
    The crash in a printed traceback, the last one in the text; None where there is none.

    Frameworks that swallow exceptions print them (Bottle and Falcon, to `wsgi.errors`).
    """
    _, found, shown = text.rpartition("Traceback (most recent call last):")
    if not found:
        return None
    frames = [(match["file"], int(match["line"]), match["function"]) for match in _FRAME.finditer(shown)]
    own = [frame for frame in frames if is_own(frame[0])] or frames[-1:]
    last = next(_LAST.finditer(shown), None)
    file, line, function = own[-1] if own else (None, None, None)
    return Crash(
        type=said_line(last["type"].rpartition(".")[2]) if last else "Exception",
        message=said(last["message"] or "", masks) if last else "",
        file=file,
        line=line,
        function=function,
        traceback=said(found + shown.rstrip(), masks),
    )


def is_own(file: str) -> bool:
    """Whether a file is the user's own code: not ours, not installed, not of the standard library."""
    if file.startswith("<") or _INSTALLED.search(file):
        return False
    return not file.startswith((_PACKAGE, *_NOT_OWN))


def _leaf(error: BaseException) -> BaseException:
    """The exception inside groups that have but one."""
    while issubclass(type(error), BaseExceptionGroup):
        inside = _of_group("exceptions", error)
        if len(inside) != 1:
            break
        error = inside[0]
    return error


def _of_group(name: str, error: BaseException) -> Any:
    return BaseExceptionGroup.__dict__[name].__get__(error)


def raw(name: str, error: BaseException) -> Any:
    """What an exception has under a name of all exceptions, whatever its class makes of that name."""
    return BaseException.__dict__[name].__get__(error)


def causes(error: BaseException) -> Iterator[BaseException]:
    """An exception, the one it was raised for or while handling, and so on."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = raw("__cause__", current) or raw("__context__", current)


def _frames(error: BaseException) -> list[Frame]:
    return list(_walk(raw("__traceback__", error)))


def _walk(trace: TracebackType | None) -> Iterator[Frame]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        yield said_line(code.co_filename, most=PATH), line, said_line(code.co_name)


def _own_frames(error: BaseException) -> list[Frame]:
    own = [frame for frame in _frames(error) if is_own(frame[0])]
    if issubclass(type(error), SyntaxError):
        own += _where_written(cast(SyntaxError, error))
    return own


def _where_written(error: SyntaxError) -> Iterator[Frame]:
    if error.filename and is_own(error.filename):
        yield error.filename, error.lineno or 0, "<module>"


def _message(error: BaseException, masks: Masks) -> str:
    try:
        return said(str(error), masks)
    except BaseException as broken:  # noqa: BLE001 - the user's own `__str__` may raise anything
        return f"(its text cannot be made: {_name(broken)})"


def _name(error: BaseException) -> str:
    return said_line(type.__getattribute__(type(error), "__name__"))


def _shown(frames: Iterable[Frame], name: str, message: str, masks: Masks) -> str:
    lines = [_shown_frame(*frame, masks) for frame in frames]
    return "\n".join([*lines, f"{name}: {message}" if message else name])


def _shown_frame(file: str, line: int, function: str, masks: Masks) -> str:
    source = said_line(linecache.getline(file, line).strip(), masks)
    # An ordinary word that is a secret may well be part of a file's name: that tells nothing.
    head = hide_distinct(f'  File "{file}", line {line}, in {function}', masks)
    return f"{head}\n    {source}" if source else head
