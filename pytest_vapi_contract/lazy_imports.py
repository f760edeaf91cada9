"""Names of a package that are imported when they are first asked for, so that a run imports what it uses."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(package: str, origins: Mapping[str, str]) -> Callable[[str], Any]:
    """
    The `__getattr__` of a package (PEP 562).

    `origins` has the module of each name, relative to the package. What is found is kept in the package. The
    function raises `AttributeError` for other names.
    """

    def get(name: str) -> Any:
        if name not in origins:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{origins[name]}", package), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
