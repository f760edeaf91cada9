"""An error costs one part of a run, and not what was found."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field

from ..delivery.observation.crash import crash_of
from ..errors import ContractError, HandlerError, ProbeFailed
from ..findings import Skip
from .probes import ProbeLost

#: What a user can put right before the next run.
PUT_RIGHT = (ProbeFailed, HandlerError)


@dataclass(slots=True)
class Guard:
    """What `guarded` returns: a class, because each exchange passes through several, and it is quick."""

    what: str
    found: Sized = ()
    essential: bool = True
    failures: list[Skip] = field(default_factory=list[Skip])

    def __enter__(self) -> list[Skip]:
        return self.failures

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> bool:
        # What was found must not be lost, whatever went wrong.
        if not isinstance(error, Exception) or (isinstance(error, PUT_RIGHT) and not self.found):
            return False
        failure = crash_of(error)
        is_told = isinstance(error, (ProbeLost, ContractError))
        why = failure.message if is_told else f"it failed with {failure.type}: {failure.message}"
        self.failures.append(Skip(what=self.what, why=why, essential=self.essential))
        return True


def guarded(what: str, found: Sized = (), *, essential: bool = True) -> Guard:
    """
    Catch an error; the list that is given says what did not run, then.

    What the user can put right is raised, unless something was found, which would be lost.
    """
    return Guard(what, found, essential)
