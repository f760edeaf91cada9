"""Plain functions, sync and async, of the JSON body, or of the JSON body and the headers."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from json import loads
from typing import Any

from ...errors import UndeliverableRequest
from ..batch import Done
from ..exchange import Exchange, Header, Request
from ..patches import PATCHES
from ..recorder import UNDER_WAY, Recorder
from ..threads import LoopThread, Workers
from .call_signature import is_async, shape_of
from .returned import reply_of_value

Function = Callable[..., Any]


class Headers(dict[str, str]):
    """Headers by name, whatever the case; the same name twice is joined by a comma."""

    def __init__(self, headers: tuple[Header, ...]) -> None:
        super().__init__()
        for name, value in headers:
            known = self._known(name)
            self[known] = f"{super().__getitem__(known)}, {value}" if known in self else value

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(self._known(name))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(self._known(name))

    def get(self, name: str, default: Any = None) -> Any:
        """The value under a name, or the default."""
        return super().get(self._known(name), default)

    def _known(self, name: str) -> str:
        return next((key for key in self if key.lower() == name.lower()), name)


class FunctionAdapter:
    """Calls a function with the parsed body; by its signature with the headers, too."""

    in_process = True
    speaks_http = False

    def __init__(self, function: Function) -> None:
        self._function = function
        self._async = is_async(function)
        self._headers = shape_of(function).headers
        self._workers = Workers()
        self._loop: LoopThread | None = None
        self._lock = threading.Lock()

    def open(self, timeout: float) -> None:
        """Nothing to start: a loop is made when it is needed."""

    def close(self) -> None:
        """End threads and loop."""
        self._workers.close()
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Call the function. Raises `UndeliverableRequest` for a body that is not JSON."""
        call = self._call_with(request)
        recorder = Recorder(request)
        if self._async:
            in_time = self._running_loop().run(partial(_await, call, recorder), timeout, recorder.give_up)
        else:
            in_time = self._workers.run(partial(_call, call, recorder), timeout)
        recorder.give_up()
        return recorder.exchange(timed_out=not in_time)

    def _call_with(self, request: Request) -> Function:
        try:
            payload = loads(request.body)
        except (ValueError, RecursionError) as error:
            why = "a plain function takes a JSON value, and the body is not JSON"
            raise UndeliverableRequest(why) from error
        if self._headers == "keyword":
            return partial(self._function, payload, headers=Headers(request.headers))
        if self._headers == "positional":
            return partial(self._function, payload, Headers(request.headers))
        return partial(self._function, payload)

    def _running_loop(self) -> LoopThread:
        with self._lock:
            if self._loop is None or not self._loop.usable:
                if self._loop is not None:
                    self._loop.close()
                self._loop = LoopThread()
            return self._loop


def _call(call: Function, recorder: Recorder) -> None:
    UNDER_WAY.set(recorder)
    try:
        value = call()
        PATCHES.put_back()
        reply = reply_of_value(asyncio.run(_awaited(value)) if inspect.isawaitable(value) else value)
    except BaseException as error:  # noqa: BLE001 - whatever the function raises is a crash
        recorder.fail(error)
    else:
        recorder.answer(reply)


async def _await(call: Function, recorder: Recorder, done: Done) -> None:
    UNDER_WAY.set(recorder)
    try:
        reply = reply_of_value(await call())
    except BaseException as error:  # noqa: BLE001 - whatever the function raises is a crash
        recorder.fail(error)
    else:
        recorder.answer(reply)
    finally:
        done()


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value
