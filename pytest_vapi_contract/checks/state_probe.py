"""The user's state, as a probe tells it, before and after an exchange."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ..delivery.observation.crash import crash_of
from ..errors import ProbeFailed
from ..masking.mask import Masks, hide, said_line
from .state_difference import changes_between, told_changes

#: Tells the user's state: something that can be compared.
State = Callable[[], Any]
#: Brings the user's state back.
Reset = Callable[[], object]

#: How much of a state is shown.
SHOWN = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """A state as it was, and as a text: its own methods, which are the user's, are called once."""

    value: Any
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """The state before an exchange, and after it, as texts."""

    before: str
    after: str
    changed: bool
    changes: str = ""  #: What is another in it, where the texts are too short to show that.

    def told(self, masks: Masks = ()) -> str:
        """Both states in one line, or what is another in them, without secrets."""
        if self.changes:
            return hide(f"the state changed: {self.changes}", masks)
        return hide(f"the state was {self.before} and is {self.after}", masks)

    def __str__(self) -> str:
        return self.told()


def snapshot(state: State) -> Snapshot:
    """What the probe returns now, copied: a probe may well return the very object that changes."""
    try:
        value = deepcopy(state())
        return Snapshot(value=value, text=_shown(value))
    except BaseException as error:
        raise ProbeFailed("state", str(crash_of(error))) from error


def effect_of(before: Snapshot, after: Snapshot) -> Effect:
    """The difference between two states, if there is one."""
    try:
        changed = bool(before.value != after.value)
    except BaseException as error:
        raise ProbeFailed("state", f"its result cannot be compared: {crash_of(error)}") from error
    changes = ""
    if changed and before.text == after.text:
        places = changes_between(before.value, after.value)
        changes = told_changes(before.value, after.value, places)
    return Effect(before=before.text, after=after.text, changed=changed, changes=changes)


def effect_since(state: State, before: Snapshot) -> Effect:
    """The difference between a state and the current one."""
    return effect_of(before, snapshot(state))


def bring_back(reset: Reset) -> None:
    """Call a user's `reset`."""
    try:
        reset()
    except BaseException as error:
        raise ProbeFailed("reset", str(crash_of(error))) from error


def _shown(state: Any) -> str:
    return shorten(said_line(repr(state), most=SHOWN * 4), SHOWN, placeholder="…")
