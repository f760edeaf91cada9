"""Hostile handlers that are put together at random, the same for the same seed."""

import asyncio
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.hostile import process_changes, raising, returning
from tests.hostile.kinds import KINDS
from tests.hostile.secret_echoes import ALL

Deed = Callable[[], Any]


class Untold(BaseException):
    """Neither an error nor an exit."""


class Mapped(dict[str, Any]):
    """A reply whose reading is a deed."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(a=1)
        self._deed = deed

    def items(self) -> Any:
        self._deed()
        return super().items()

    def __repr__(self) -> str:
        self._deed()
        return "Mapped"


def raised(error: BaseException) -> Deed:
    """Raise this."""

    def deed() -> None:
        raise error

    return deed


def texts(rng: random.Random) -> str:
    """Something that is hard to show."""
    parts = [
        "x",
        "\ud800",
        "\x1b[31m",
        "\u202e",
        "é" * 1_000,
        "{}%s",
        "\n",
        "\x00",
        ALL,
        "</script>",
        "y" * 2_000_000,
    ]
    return "".join(rng.choices(parts, k=3))


def deeds(rng: random.Random) -> Sequence[Deed]:
    """What may happen anywhere."""
    text = texts(rng)
    calm = [
        lambda: None,
        lambda: print(text.encode("utf-8", "replace")),
        lambda: json.loads("{"),
        raised(ValueError(text)),
        raised(type(text.replace("\0", "") or "E", (Exception,), {})(text)),
        raised(KeyError("call")),
        raised(ExceptionGroup(text, [KeyError(text), ValueError(text)])),
        lambda: json.loads("{}")["call"],
    ]
    wild = [
        lambda: sys.exit(0),
        lambda: os._exit(0),
        raised(KeyboardInterrupt()),
        raised(asyncio.CancelledError()),
        raised(Untold(text)),
        lambda: raising.recursion({}),
        lambda: time.sleep(600),
        lambda: threading.Thread(target=lambda: os._exit(0), daemon=True).start(),
        lambda: threading.Thread(target=time.sleep, args=(600,), daemon=True).start(),
        lambda: "x" * 20_000_000,
    ]
    return [rng.choice(calm), rng.choice(wild) if rng.random() < 0.6 else rng.choice(calm)]


#: What changes the process, and can be survived.
CHANGES = (
    *("leave", "patch_json", "patch_builtins", "patch_re", "patch_traceback"),
    *("patch_time", "patch_logging", "patch_random", "close_output", "replace_output"),
    *("fork", "threads", "warnings_as_errors", "collector", "no_collector"),
    *("tracing", "hooks", "environment", "no_recursion", "switching"),
    *("few_digits", "loop_policy", "ignored_signals", "raise_signal"),
)  # fmt: skip
#: What is returned.
RETURNS = ("odd_text", "deep", "circular", "not_a_number", "raw_bytes", "a_class", "a_decimal", "a_generator")


def acting(rng: random.Random) -> Callable[[Any], Any]:
    """A handler: it may change the process, does something, and returns or raises something."""
    change = getattr(process_changes, rng.choice(CHANGES)).__wrapped__ if rng.random() < 0.4 else None
    first, second = deeds(rng)
    way, seldom, returned = rng.randrange(5), rng.random() < 0.3, getattr(returning, rng.choice(RETURNS))
    calls = iter(range(10**9))

    def act(body: Any) -> Any:
        number = next(calls)
        if change is not None and number == 0:
            change()
        if seldom and number % 3:
            return None
        if way == 0:
            second()
        if way == 1:
            raise raising.speaks(second)
        if way == 2:
            return Mapped(second)
        if way == 3:
            first()
            return returned(body)
        first()
        raise KeyError("call")

    return act


def made(seed: int) -> Any:
    """The handler of a seed."""
    rng = random.Random(seed)
    kind = rng.choice([*KINDS, "function", "coroutine"])
    handler = KINDS[kind](acting(rng))
    if kind in ("asgi", "fastapi") and rng.random() < 0.5:
        return within_a_lifespan(handler, *deeds(rng)) if rng.random() < 0.5 else handler
    return handler


def within_a_lifespan(app: Any, startup: Deed, shutdown: Deed) -> Any:
    """An application whose lifespan does this."""

    async def wrapped(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        await receive()
        startup()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        shutdown()
        await send({"type": "lifespan.shutdown.complete"})

    return wrapped
