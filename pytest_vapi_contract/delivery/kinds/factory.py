"""Handlers that are made anew, by a function without parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...errors import HandlerNotStarted
from ..observation.crash import crash_of
from .detect import adapter_for, kind_of

if TYPE_CHECKING:
    from ..exchange import Exchange, Request
    from .adapter import Adapter

Factory = Callable[[], Any]


class FactoryAdapter:
    """Makes a handler when it is opened, and drops it when it is closed."""

    def __init__(self, factory: Factory) -> None:
        self._factory = factory
        self._made: Adapter | None = self._make()
        self.in_process = self._made.in_process
        self.speaks_http = self._made.speaks_http

    def open(self, timeout: float) -> None:
        """Start a new handler; the first is the one whose kind was determined."""
        made, self._made = self._made, None
        self._current = made or self._make()
        self._current.open(timeout)

    def close(self) -> None:
        """Stop the handler."""
        self._current.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Put the request to the handler of the moment."""
        return self._current.exchange(request, timeout)

    def _make(self) -> Adapter:
        try:
            target = self._factory()
        except Exception as error:
            raise HandlerNotStarted(self._factory, str(crash_of(error))) from error
        return adapter_for(target, kind_of(target))
