"""A handler that ends or forks the process does not end a run, or make two of it."""

import os

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.process_guard import GUARD, ProcessGuard


def ends_the_process(body):
    """A function that ends the process at once, with the status of success."""
    os._exit(0)


async def ends_the_process_later(body):
    """The same as a coroutine."""
    os._exit(0)


def forks(body):
    """A function after which there are two processes."""
    return {"child": os.fork() == 0}


@pytest.mark.parametrize("target", [ends_the_process, ends_the_process_later])
def test_what_ends_the_process_is_an_exception(target):
    """It says what the handler called."""
    with as_handler(target) as handler:
        exchange = handler.send({})

    assert exchange.crash.type == "SystemExit"
    assert exchange.crash.message == "os._exit(0)"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_child_ends_and_is_counted():
    """The reply is that of the parent; the child has ended when it is waited for."""
    before = GUARD.forks

    with as_handler(forks) as handler:
        exchange = handler.send({})
        _, status = os.wait()

    assert exchange.reply.value == {"child": False}
    assert status == 0
    assert GUARD.forks == before + 1


def test_the_process_is_left_as_it_was():
    """Also when two guards overlap."""
    guard, exit_before = ProcessGuard(), os._exit

    guard.open()
    guard.open()
    guard.close()
    assert os._exit is not exit_before
    guard.close()

    assert os._exit is exit_before
