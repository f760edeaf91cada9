"""
Exceptions that a framework turns into a 500 without letting them through.

Flask, Quart and Django report them by a signal, Litestar by a hook.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

from ...json_paths import is_list
from ..recorder import UNDER_WAY

#: Modules that hold a signal `got_request_exception`.
SIGNALLING = ("flask.signals", "quart.signals", "django.core.signals")


class ExceptionHook:
    """Listens to the frameworks that are loaded, for as long as it is open."""

    def __init__(self, app: object) -> None:
        self._app = app

    def open(self) -> None:
        """Start to listen."""
        for signal in self._signals():
            signal.connect(self._signalled)
        if self._hooks is not None:
            self._hooks.append(self._hooked)

    def close(self) -> None:
        """Leave everything as it was."""
        for signal in self._signals():
            signal.disconnect(self._signalled)
        if self._hooks is not None:
            with suppress(ValueError):
                self._hooks.remove(self._hooked)

    @property
    def _hooks(self) -> list[Any] | None:
        hooks = getattr(self._app, "after_exception", None)
        return hooks if is_list(hooks) else None

    @staticmethod
    def _signals() -> list[Any]:
        loaded = (sys.modules.get(name) for name in SIGNALLING)
        return [module.got_request_exception for module in loaded if module is not None]

    @staticmethod
    def _signalled(sender: object, exception: BaseException | None = None, **_: Any) -> None:  # noqa: ARG004 - the signal's signature
        # Django says nothing but that there is one: it is the exception being handled.
        _note(exception or sys.exc_info()[1])

    @staticmethod
    async def _hooked(exception: BaseException, scope: object) -> None:  # noqa: ARG004 - the hook's signature
        _note(exception)


def _note(error: BaseException | None) -> None:
    recorder = UNDER_WAY.get()
    if recorder is not None and error is not None:
        recorder.note_handled(error)
