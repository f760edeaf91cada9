"""
What a handler in process replaces in modules that we use, too: the handler has its own, and we have ours.

A handler may replace `print`, `open` or `json.dumps` for the whole process. What it has replaced when its
turn ends is put aside, and is there again for its next turn.
"""

from __future__ import annotations

import builtins
import io
import json
import linecache
import re
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: What may be replaced. Modules that libraries replace as a whole, such as `time` and `threading`, are not
#: among them: a part of such a replacement alone would not work.
PLACES: tuple[Any, ...] = (
    *(builtins, io, json, json.encoder, json.decoder, json.JSONEncoder, json.JSONDecoder),
    *(linecache, re, threading.Thread, traceback),
)
_GONE = object()
_NUMBERS = range(len(PLACES))
# As they were, for what puts the others back.
_delete, _set, _zip, _Exception = delattr, setattr, zip, Exception
_copy: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
_vars: Callable[[Any], Mapping[str, Any]] = vars

#: New values, each by the number of its place and its name.
Changes = Mapping[tuple[int, str], Any]


@dataclass(slots=True)
class Patches:
    """Lets handlers have what they have replaced, for as long as it is the turn of one of them."""

    _turns: int = 0
    _is_alone: bool = True  #: Whether no other turn was under way in this one.
    _ours: Sequence[Mapping[str, Any]] = ()
    _values: Sequence[Any] = ()  #: Those of ours, place after place.
    _theirs: Changes = field(default_factory=dict[tuple[int, str], Any])
    _given: bool = False  #: Whether the handlers have theirs just now.
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> None:
        with self._lock:
            self._turns += 1
            self._is_alone = self._turns == 1
            if self._is_alone:
                if not self._is_as_it_was():
                    self._ours = [_copy(_vars(place)) for place in PLACES]
                    self._values = _values()
                self._given = True
                self._put(self._theirs)

    def __exit__(self, *_error: object) -> None:
        if self._given or not self._is_alone:  # else they have just been put back
            self.put_back()
        with self._lock:
            self._turns -= 1

    def give(self) -> None:
        """Have theirs again, where one turn has several requests: it costs less than a turn for each."""
        with self._lock:
            if self._turns and not self._given:
                self._given = True
                self._put(self._theirs)

    def put_back(self) -> None:
        """Have ours again, also where a handler has not ended yet."""
        with self._lock:
            if not self._turns:
                return
            changed = {(at, name): new for at, name, new in self._changed()}
            if changed or self._given:
                self._theirs = changed if self._given else {**self._theirs, **changed}
                self._given = False
                self._put({(at, name): self._ours[at][name] for at, name in changed})

    def forget(self) -> None:
        """Drop what handlers have replaced: one of them is closed."""
        self._theirs = {}

    def _changed(self) -> Iterator[tuple[int, str, Any]]:
        """What differs from ours: the place by its number, the name, and what is there. What is new stays."""
        if self._is_as_it_was():
            return
        for at, place, before in _zip(_NUMBERS, PLACES, self._ours):
            after = _vars(place)
            for name, value in before.items():
                if after.get(name, _GONE) is not value:
                    yield at, name, after.get(name, _GONE)

    def _is_as_it_was(self) -> bool:
        """Whether nothing was replaced, which is so after nearly every request."""
        try:
            return _values() == self._values  # that which is the same is not asked whether it is equal
        except _Exception:  # what has taken the place of something cannot be compared
            return False

    def _put(self, values: Changes) -> None:
        for (at, name), value in values.items():
            if value is _GONE:
                _delete(PLACES[at], name)
            else:
                _set(PLACES[at], name, value)


def _values() -> list[Any]:
    """What there is now, place after place."""
    values: list[Any] = []
    for place in PLACES:
        values += _vars(place).values()
    return values


#: The ones of this process.
PATCHES = Patches()
