"""What a hostile run checks: the handler that the environment names."""

import os
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.hostile.kinds import KINDS

#: "module:name" of the attack, and the kind of handler; a kind of "" for what is a handler already.
NAME, KIND = "HOSTILE", "HOSTILE_KIND"
#: The file that says when the handler was made, beside the directory that the run is in.
MADE = "made"
#: Where the handler is found.
PLACE = f"{__name__}:make()"


def make() -> Any:
    """The handler; when it was made is written down: what a run takes begins then, with all imported."""
    handler = _made()
    with suppress(FileExistsError), Path("..", MADE).open("x", encoding="utf-8") as file:
        file.write(str(time.monotonic()))
    return handler


def _made() -> Any:
    module, _, name = os.environ[NAME].partition(":")
    if name.isdecimal():
        return import_module(f"tests.hostile.{module}").made(int(name))
    act = getattr(import_module(f"tests.hostile.{module}"), name)
    kind = os.environ.get(KIND, "")
    return KINDS[kind](act) if kind else act
