"""The user's state, as a probe tells it, before and after an exchange."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ..delivery.crash import crash_of
from ..delivery.masking import Masks, hide
from ..errors import ProbeFailed

#: Tells the user's state: something that can be compared.
State = Callable[[], Any]
#: Brings the user's state back.
Reset = Callable[[], object]

#: How much of a state is shown.
SHOWN = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """The state before an exchange, and after it."""

    before: Any
    after: Any
    changed: bool

    def told(self, masks: Masks = ()) -> str:
        """Both states in one line, without secrets."""
        before, after = (hide(_shown(state), masks) for state in (self.before, self.after))
        return f"the state was {before} and is {after}"

    def __str__(self) -> str:
        return self.told()


def snapshot(state: State) -> Any:
    """What the probe returns now, copied: a probe may well return the very object that changes."""
    try:
        return deepcopy(state())
    except Exception as error:
        raise ProbeFailed("state", str(crash_of(error))) from error


def effect_of(before: Any, after: Any) -> Effect:
    """The difference between two states, if there is one."""
    try:
        return Effect(before=before, after=after, changed=bool(before != after))
    except Exception as error:
        raise ProbeFailed("state", f"its result cannot be compared: {crash_of(error)}") from error


def bring_back(reset: Reset) -> None:
    """Call a user's `reset`."""
    try:
        reset()
    except Exception as error:
        raise ProbeFailed("reset", str(crash_of(error))) from error


def _shown(state: Any) -> str:
    return shorten(repr(state), SHOWN, placeholder="…")
