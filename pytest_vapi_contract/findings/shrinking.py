"""From a body that shows a failure to the smallest that shows it too."""

from collections.abc import Callable, Iterator
from typing import Any

from ..cases.condition import MISSING, Path, paths_of, value_at
from ..json_paths import without

StillFails = Callable[[Any], bool]


class NothingMoreTried(Exception):
    """No more bodies can be tried: there is no time, or there were enough."""


def smallest(body: Any, still_fails: StillFails) -> Any:
    """
    Leave out what can be left out, greedily, near places first, for as long as the body fails.

    `still_fails` decides everything: whether the body is still one that may be sent, and when to stop trying,
    by raising `NothingMoreTried`.
    """
    shorter = _next(body, still_fails)
    while shorter is not MISSING:
        body = shorter
        shorter = _next(body, still_fails)
    return body


def _next(body: Any, still_fails: StillFails) -> Any:
    """All that can be left out in one walk; `MISSING` if that is nothing."""
    shrunk = MISSING
    for path in list(_removable(body)):
        base = body if shrunk is MISSING else shrunk
        if value_at(base, path) is MISSING:
            continue
        candidate = without(base, path)
        try:
            if still_fails(candidate):
                shrunk = candidate
        except NothingMoreTried:
            break
    return shrunk


def _removable(body: Any) -> Iterator[Path]:
    """The places that may be left out: not the message itself; items of a list from its end."""
    places = [path for path in paths_of(body) if len(path) > 1]
    places.sort(key=lambda path: (len(path), -path[-1] if isinstance(path[-1], int) else 0))
    return iter(places)
