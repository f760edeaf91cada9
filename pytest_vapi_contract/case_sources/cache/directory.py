"""Where this package keeps files of its own between two runs."""

import os
from collections.abc import Mapping
from pathlib import Path

#: The variable of the environment that names another directory, or switches the cache of cases off.
CACHE = "VAPI_CONTRACT_CACHE"
OFF = frozenset({"off", "no", "0", "false"})
#: Where prepared cases are that come with the package: in a wheel, and not in a checkout.
SHIPPED = Path(__file__).resolve().parent / "shipped"


def cache_directory(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The user's directory for files that can be made again; None if there is none."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if Path(environment.get(name, "")).is_absolute():
            return Path(environment[name]) / "vapi-contract"
    try:
        return Path.home() / ".cache" / "vapi-contract"
    except RuntimeError:  # nobody knows where that is
        return None


def case_directory(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where prepared cases are kept; None if they are not."""
    given = environment.get(CACHE, "")
    if _is_off(given):
        return None
    if given:
        return Path(given)
    directory = cache_directory(environment)
    return directory and directory / "cases"


def shipped_directory(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the prepared cases are that come with the package; None if everything is to be made anew."""
    return None if _is_off(environment.get(CACHE, "")) else SHIPPED


def _is_off(given: str) -> bool:
    return given.lower() in OFF
