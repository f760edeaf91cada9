"""A handler that ends or forks the process does not end a run, or make two of it."""

import _thread
import os
import signal
import subprocess
import sys

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


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (lambda: os._exit(status=0), "os._exit(0)"),
        (lambda: os.abort(*()), "os.abort()"),
        (lambda: os.execv("/bin/true", ["true"]), "os.execv('/bin/true', ['true'])"),
        (lambda: os.execlp("true", "true"), "os.execv"),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "os.kill("),
        (lambda: os.kill(0, signal.SIGINT), "os.kill(0, 2)"),
        (lambda: os.killpg(os.getpgrp(), signal.SIGINT), "os.killpg("),
        (lambda: signal.raise_signal(signal.SIGINT), "signal.raise_signal(<Signals.SIGINT: 2>)"),
        (lambda: _thread.interrupt_main(signal.SIGINT), "_thread.interrupt_main("),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_whatever_ends_or_interrupts_the_process_is_refused(ends, said):
    """The exception says what was called."""
    with ProcessGuard(), pytest.raises(SystemExit) as caught:
        ends()

    assert str(caught.value).startswith(said)


def test_other_processes_can_be_ended():
    """A handler may well start some, and look whether a process is there."""
    with ProcessGuard(), subprocess.Popen(["sleep", "60"]) as other:
        os.kill(os.getpid(), 0)
        os.kill(other.pid, signal.SIGTERM)

    assert other.returncode == -signal.SIGTERM


FORKS_AND_HANGS = """
import os, time
from pytest_vapi_contract import as_handler

def app(body):
    if os.fork() == 0:
        time.sleep(600)

with as_handler(app) as handler:
    handler.send({})
print("over")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_child_that_hangs_ends_with_the_process():
    """It has the output open for as long as it lives, so that it would be waited for."""
    command = [sys.executable, "-c", FORKS_AND_HANGS]

    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=True)

    assert done.stdout == b"over\n"
