"""An error of ours costs one part of a run, and not what was found."""

from collections.abc import Generator
from contextlib import contextmanager

from ..checks import Skip
from ..delivery.crash import crash_of
from ..errors import ContractError
from .probes import ProbeLost


@contextmanager
def guarded(what: str, *, essential: bool = True) -> Generator[list[Skip], None, None]:
    """
    Catch an error of ours; the list that is given says what did not run, then.

    What the user can put right is raised.
    """
    failures: list[Skip] = []
    try:
        yield failures
    except ContractError:
        raise
    except Exception as error:  # noqa: BLE001 - what was found must not be lost, whatever went wrong
        failure = crash_of(error)
        lost = isinstance(error, ProbeLost)
        why = failure.message if lost else f"it failed with {failure.type}: {failure.message}"
        failures.append(Skip(what=what, why=why, essential=essential))
