"""What a hostile run checks: the handler that the environment names."""

import os
from importlib import import_module
from typing import Any

from tests.hostile.kinds import KINDS

#: "module:name" of the attack, and the kind of handler; a kind of "" for what is a handler already.
NAME, KIND = "HOSTILE", "HOSTILE_KIND"
#: Where the handler is found.
PLACE = f"{__name__}:make()"


def make() -> Any:
    """The handler."""
    module, _, name = os.environ[NAME].partition(":")
    if name.isdecimal():
        return import_module(f"tests.hostile.{module}").made(int(name))
    act = getattr(import_module(f"tests.hostile.{module}"), name)
    kind = os.environ.get(KIND, "")
    return KINDS[kind](act) if kind else act
