"""Handlers that return what is hard to read: each is called with the body, and none raises by itself."""

import json
import os
import sys
import time
from collections import UserDict
from decimal import Decimal


def nothing(body):
    """Be calm: a run against this one shows what a run takes in any case."""


class Exits(dict[str, object]):
    """A mapping whose every method ends the process with the status of success."""

    def _exit(self, *args):
        sys.exit(0)

    items = keys = values = get = __iter__ = __len__ = __contains__ = __bool__ = __getitem__ = __eq__ = _exit


class Ends(Exits):
    """The same at once."""

    def _exit(self, *args):
        os._exit(0)

    items = keys = values = get = __iter__ = __len__ = __contains__ = __bool__ = __getitem__ = __eq__ = _exit


class Hangs(dict[str, object]):
    """A mapping that never lists its items."""

    def items(self):
        time.sleep(600)


class Odd(str):
    """A text whose methods lie."""

    __slots__ = ()

    def encode(self, *args):
        raise SystemExit(0)

    __str__ = __len__ = __iter__ = __getitem__ = __add__ = encode


class Awaits:
    """What can be awaited, and never ends."""

    def __await__(self):
        while True:
            yield


def exits_when_read(body):
    return Exits({"a": 1})


def ends_process_when_read(body):
    return Ends({"a": 1})


def hangs_when_read(body):
    return Hangs({"a": 1})


def odd_text(body):
    return {"result": Odd("text"), Odd("key"): 1}


def deep(body):
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def circular(body):
    value = []
    value.append(value)
    return value


def not_a_number(body):
    return {"results": [float("nan"), float("inf"), -float("inf")]}


def huge_number(body):
    return {"n": 10**10_000}


def huge_text(body):
    return "x" * 50_000_000


def surrogates(body):
    return {"\ud800": "\udfff", "text": "\x1b[31m\u202e\x00"}


def raw_bytes(body):
    return b"\xff\xfe"


def a_set(body):
    return {1, 2}


def a_class(body):
    return Exits


def a_generator(body):
    return (each for each in [1])


def an_endless_generator(body):
    return iter(lambda: "x", None)


def never_awaited(body):
    return Awaits()


def a_coroutine(body):
    async def late():
        sys.exit(0)

    return late()


def an_exception(body):
    return ValueError("\x1b[31m")


def a_user_dict(body):
    return UserDict(a=1)


def a_decimal(body):
    return {"n": Decimal("sNaN")}


def keys_of_tuples(body):
    return {(1, 2): 3}


def itself(body):
    return {"echo": json.dumps(body) * 100}
