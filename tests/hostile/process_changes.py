"""Handlers that change the process that they run in, and then fail as most handlers fail."""

import asyncio
import atexit
import builtins
import datetime
import gc
import json
import linecache
import locale
import logging
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn


def _refuses(*args: Any, **kwargs: Any) -> NoReturn:
    raise RuntimeError("patched away")


def failing(body) -> NoReturn:
    """Fail as most handlers fail."""
    raise KeyError("call")


def then_fails(change: Callable[[], object]) -> Callable[[Any], Any]:
    """A handler that changes the process, and fails."""

    @wraps(change)
    def handler(body: Any) -> NoReturn:
        change()
        failing(body)

    return handler


@then_fails
def leave():
    gone = tempfile.mkdtemp()
    os.chdir(gone)
    os.rmdir(gone)


@then_fails
def patch_json():
    json.dumps = json.loads = json.dump = json.load = _refuses
    json.JSONEncoder.encode = json.JSONEncoder.iterencode = _refuses
    json.encoder.encode_basestring = json.encoder.c_make_encoder = None


@then_fails
def patch_builtins():
    builtins.print = builtins.open = builtins.repr = builtins.sorted = _refuses


@then_fails
def patch_len():
    builtins.len = lambda value: 0


@then_fails
def patch_logging():
    logging.Logger.handle = logging.Handler.handle = logging.raiseExceptions = _refuses
    logging.disable(logging.CRITICAL)


@then_fails
def patch_traceback():
    traceback.walk_tb = traceback.format_exception = linecache.getline = _refuses


@then_fails
def patch_time():
    frozen = time.time()
    time.time = time.monotonic = time.perf_counter = lambda: frozen
    time.time_ns = time.monotonic_ns = time.perf_counter_ns = lambda: 0
    time.sleep = lambda seconds: None
    datetime.datetime = type("Frozen", (datetime.datetime,), {"now": _refuses, "utcnow": _refuses})


@then_fails
def patch_threads():
    threading.Thread.start = threading.Thread.join = _refuses
    threading.Thread.__init__ = _refuses


@then_fails
def patch_random():
    random.Random.random = random.random = random.seed = lambda *args: 0.5


@then_fails
def patch_re():
    re.compile = re.sub = re.escape = _refuses


@then_fails
def close_output():
    sys.stdout.close()
    sys.stderr.close()


@then_fails
def close_descriptors():
    os.close(1)
    os.close(2)


@then_fails
def replace_output():
    for name in ("stdout", "stderr"):
        setattr(sys, name, None)
        setattr(sys, f"__{name}__", None)


@then_fails
def fork():
    warnings.simplefilter("ignore")
    os.fork()


@then_fails
def fork_and_hang():
    warnings.simplefilter("ignore")
    if os.fork() == 0:
        time.sleep(600)


@then_fails
def threads():
    for _ in range(20):
        threading.Thread(target=time.sleep, args=(600,)).start()


@then_fails
def stubborn_threads():
    threading.Thread(target=lambda: time.sleep(600), daemon=False).start()


@then_fails
def failing_thread():
    threading.Thread(target=_refuses).start()


@then_fails
def exit_later():
    threading.Thread(target=os._exit, args=(0,), daemon=True).start()


@then_fails
def exit_at_exit():
    atexit.register(os._exit, 0)


@then_fails
def raise_signal():
    signal.raise_signal(signal.SIGUSR1)


@then_fails
def ignored_signals():
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)


@then_fails
def interrupt_main():
    import _thread

    _thread.interrupt_main()


@then_fails
def warns():
    warnings.simplefilter("error")
    warnings.warn("\x1b[31mwarned\ud800", stacklevel=1)


@then_fails
def warnings_as_errors():
    warnings.simplefilter("error")


@then_fails
def fails_when_collected():
    type("Dying", (), {"__del__": _refuses})()


@then_fails
def collector():
    gc.set_threshold(1, 1, 1)


@then_fails
def no_collector():
    gc.disable()
    gc.set_threshold(0)


@then_fails
def tracing():
    sys.settrace(_refuses)
    sys.setprofile(_refuses)
    threading.settrace(_refuses)


@then_fails
def hooks():
    sys.excepthook = threading.excepthook = sys.unraisablehook = _refuses


@then_fails
def modules():
    for name in [
        name for name in sys.modules if name.startswith(("json", "re", "pytest_vapi_contract", "logging"))
    ]:
        del sys.modules[name]


@then_fails
def environment():
    os.environ.clear()


@then_fails
def no_recursion():
    sys.setrecursionlimit(60)


@then_fails
def switching():
    sys.setswitchinterval(1e-6)


@then_fails
def locale_of_c():
    locale.setlocale(locale.LC_ALL, "C")


@then_fails
def few_digits():
    sys.set_int_max_str_digits(640)


@then_fails
def prints_much():
    sys.stdout.write("\x1b[31m\ud800".encode("utf-8", "replace").decode() * 1_000)
    sys.stderr.write("x" * 100_000)


@then_fails
def loop_policy():
    asyncio.set_event_loop_policy(None)
    asyncio.new_event_loop = asyncio.run = _refuses


@then_fails
def replace_process():
    os.execv(sys.executable, [sys.executable, "-c", ""])
