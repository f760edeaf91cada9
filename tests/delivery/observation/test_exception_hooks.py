"""Exceptions that a framework swallows."""

import asyncio

from flask import signals

from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.delivery.observation.exception_hooks import ExceptionHook
from pytest_vapi_contract.delivery.recorder import UNDER_WAY, Recorder


class App:
    """An application with a list of hooks, as Litestar has it."""

    def __init__(self):
        self.after_exception = []


def signalled(error):
    """The text of what is noted when Flask tells of an exception while an exchange is under way."""
    recorder = Recorder(Request())
    token = UNDER_WAY.set(recorder)
    try:
        signals.got_request_exception.send(None, exception=error)
    finally:
        UNDER_WAY.reset(token)
    return recorder.handled and recorder.handled.message


def test_a_signal_is_noted_while_the_hook_is_open():
    """It belongs to the exchange that is under way, and nothing is heard after closing."""
    hook, error = ExceptionHook(object()), KeyError("call")

    hook.open()
    heard = signalled(error)
    hook.close()

    assert heard == "'call'"
    assert signalled(error) is None


def test_a_hook_of_the_application_is_added_and_removed():
    """Litestar calls what is in the list; the list is left as it was."""
    app, error = App(), KeyError("call")
    hook = ExceptionHook(app)
    recorder = Recorder(Request())

    async def told():
        UNDER_WAY.set(recorder)
        for hooked in app.after_exception:
            await hooked(error, {})

    hook.open()
    asyncio.run(told())
    hook.close()

    assert recorder.handled.message == "'call'"
    assert app.after_exception == []


def test_an_exception_outside_an_exchange_is_nobodys():
    """Requests that others send to the same application are not ours to note."""
    hook = ExceptionHook(object())

    hook.open()
    signals.got_request_exception.send(None, exception=KeyError("call"))
    hook.close()

    assert UNDER_WAY.get() is None
