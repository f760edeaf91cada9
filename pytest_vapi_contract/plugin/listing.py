"""The items that there are for a handler: one for each check, or for each check and message type."""

from collections.abc import Iterator, Sequence
from json import dumps, loads
from pathlib import Path

import pytest

from .session_options import SessionOptions

#: The check of an item, and its message type if it is about one.
Listed = tuple[str, str]


class Listing:
    """
    Lists the items, once for all workers of xdist.

    To list them takes the handler, and much of what a run needs: a worker that does not make the run imports
    none of that.
    """

    def __init__(self, given: SessionOptions, shared: Path | None) -> None:
        self._given, self._shared = given, shared
        self.made_here = False  #: Whether this process has imported what it takes.

    def items(self) -> Sequence[Listed]:
        """What each item is about. Raises `UsageError`, and `ContractError` where nothing is shared."""
        if self._shared is None:
            return list(self._listed())
        from .sharing import made_once

        items, error = loads(made_once(self._shared, self._written))
        if error:
            raise pytest.UsageError(error)
        return [(check, type) for check, type in items]

    def _written(self) -> str:
        from ..errors import ContractError

        self.made_here = True
        try:
            return dumps([list(self._listed()), ""])
        except (ContractError, pytest.UsageError) as error:
            return dumps([[], str(error)])

    def _listed(self) -> Iterator[Listed]:
        from ..checks import types_of

        given = self._given
        types = given.types  # what is wrong with them is said here
        for check in given.checks:
            apart = given.per_type and check.per_type
            listed = types_of(check, types, given.contract) if apart else ("",)
            yield from ((check.id, type) for type in listed)
