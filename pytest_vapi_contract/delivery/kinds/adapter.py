"""What every kind of handler has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..exchange import Exchange, Request


class Adapter(Protocol):
    """
    Puts a request to one kind of handler.

    Each kind is a class in a module of its own, made of its target, and a line in the table of `kinds`.
    """

    #: Whether exceptions inside the handler can be seen.
    in_process: bool
    #: Whether bytes, method, path and status mean anything; a plain function knows only JSON values.
    speaks_http: bool

    def open(self, timeout: float) -> None:
        """Start what the handler needs. Raises `HandlerNotStarted`."""

    def close(self) -> None:
        """Stop it, and whatever runs still."""

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Put the request and wait for the reply. Never raises for what the handler does."""
        ...


@runtime_checkable
class BatchAdapter(Protocol):
    """An adapter that takes several requests at a time: they need one change of thread there and back."""

    def exchange_each(
        self, requests: Iterable[tuple[Request, float]], take: Callable[[Exchange], None]
    ) -> None:
        """
        Put one request after the other, until one is late; with each are the seconds that it may take.

        Each is asked for when it is its turn, perhaps on another thread, and so is each exchange given.
        """
