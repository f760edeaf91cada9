"""An error of ours costs one part of a run, and not what was found."""

from collections.abc import Generator
from contextlib import contextmanager

from ..checks import Skip
from ..errors import ContractError


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
        why = f"it failed with {type(error).__name__}: {error}"
        failures.append(Skip(what=what, why=why, essential=essential))
