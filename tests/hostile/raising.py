"""Handlers that raise what is hard to show: each is called with the body."""

import asyncio
import os
import sys
import time
from typing import Any

SECRET = "hunter2-Zoë-✓-0123456789"
MEGABYTE = 1_000_000


class Unheard(BaseException):
    """What `except Exception` does not catch."""


def speaks(said: Any) -> BaseException:
    """An exception whose text is made by a function."""

    class Speaking(Exception):
        def __str__(self):
            return said()

    return Speaking()


def lone_surrogate(body):
    raise ValueError("half of a pair: \ud800")


def surrogate_file_name(body):
    exec(compile("raise ValueError('x')", "/nowhere/\udcff\x1b[31m.py", "exec"))


def escape_sequences(body):
    raise ValueError("\x1b[2J\x1b]0;title\x07\r\x08\x9b31m\x7f\u2028end")


def direction_marks(body):
    raise ValueError("\u202egnp.exe\u2066\u200b\ufeff")


def hostile_type_name(body):
    raise type("Bad\x1b[31m\u202e\ud800Error", (Exception,), {})("x")


def hostile_metaclass(body):
    class Meta(type):
        def __getattribute__(cls, name):
            raise SystemExit(0)

        def __instancecheck__(cls, instance):
            raise SystemExit(0)

    raise Meta("Odd", (Exception,), {})("x")


def markup(body):
    raise ValueError("[/bold][link=file:///etc/passwd]x[/link] [red] %s {0} </script> ]]>")


def huge_message(body):
    raise ValueError("x" * (50 * MEGABYTE))


def huge_type_name(body):
    raise type("X" * MEGABYTE, (Exception,), {})("x")


def long_message(body):
    raise ValueError(str(body)[:40] + "é" * 900_000)


def no_text(body):
    raise speaks(lambda: 1 / 0)


def text_of_wrong_type(body):
    raise speaks(lambda: 7)


def text_of_a_subclass(body):
    class Text(str):
        __slots__ = ()

        def __len__(self):
            os._exit(0)

        __getitem__ = __iter__ = __str__ = __format__ = __add__ = replace = isprintable = encode = __len__

    raise speaks(lambda: Text("text"))


def exits_in_text(body):
    raise speaks(lambda: sys.exit(0))


def ends_process_in_text(body):
    raise speaks(lambda: os._exit(0))


def hangs_in_text(body):
    raise speaks(lambda: time.sleep(600))


def recurses_in_text(body):
    class Endless(Exception):
        def __str__(self):
            return str(self)

    raise Endless


def many_groups(body):
    error = ValueError("deep")
    for _ in range(100_000):
        error = ExceptionGroup("group", [error])
    raise error


def many_causes(body):
    error = None
    for number in range(50_000):
        after = ValueError(str(number))
        after.__cause__ = error
        error = after
    raise error or ValueError


def causes_itself(body):
    error = ValueError("around and around")
    error.__cause__ = error
    raise error


def hostile_attributes(body):
    class Odd(Exception):
        def __getattribute__(self, name):
            raise SystemExit(0)

    raise Odd("x")


def unpicklable(body):
    class Odd(Exception):
        __hash__ = None

        def __eq__(self, other):
            os._exit(0)

        def __reduce__(self):
            os._exit(0)

        def __bool__(self):
            os._exit(0)

    raise Odd("x")


def recursion(body):
    return recursion(body)


def memory_error(body):
    raise MemoryError


def stops_iteration(body):
    raise StopIteration("x")


def cancels(body):
    raise asyncio.CancelledError


def unheard(body):
    raise Unheard("x")


def generator_exit(body):
    raise GeneratorExit


def interrupts(body):
    raise KeyboardInterrupt


def exits(body):
    sys.exit(0)


def ends_process(body):
    os._exit(0)


def aborts_softly(body):
    raise SystemExit("\x1b[31m" + "x" * MEGABYTE)
