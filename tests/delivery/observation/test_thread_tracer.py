"""A trace function for the user's code, in the threads that it runs on."""

import sys
import threading
from copy import deepcopy

import pytest

from pytest_vapi_contract.delivery.observation.thread_tracer import ThreadTracer, trace_thread, tracing


def noting(events, **options):
    """A tracer that notes the events of frames."""

    def trace_frame(frame, event, argument):
        events.append((frame.f_code.co_name, event))
        return trace_frame

    return ThreadTracer(trace_frame, **options)


def own():
    """Code of the user's."""
    return deepcopy([1])


def run(function):
    """Run a function in a thread that begins now."""
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


@pytest.mark.parametrize(
    ("instructions", "kinds"),
    [
        (False, {"return"}),
        pytest.param(
            True,
            {"return", "opcode"},
            marks=pytest.mark.skipif(
                sys.version_info >= (3, 12), reason="sys.monitoring tells of instructions there"
            ),
        ),
    ],
)
def test_only_frames_of_the_user_are_traced(instructions, kinds):
    """Not those of the standard library; each instruction only if that is asked for."""
    events = []
    with tracing(noting(events, instructions=instructions)):
        run(own)

    assert {name for name, _ in events} == {"own"}
    assert {kind for _, kind in events} == kinds


def test_a_thread_that_is_there_already_takes_the_tracer_and_gives_it_back():
    """What was set in it before is set again with the first call after the end."""
    events, before = [], sys.gettrace()
    with tracing(noting(events)):
        trace_thread()
        own()
        during = sys.gettrace()
    own()

    assert ("own", "return") in events
    assert during is not before
    assert sys.gettrace() is before
    assert threading.gettrace() is None or threading.gettrace() is before


def test_without_a_tracer_nothing_is_set():
    """As in a usual exchange."""
    before = sys.gettrace()

    trace_thread()

    assert sys.gettrace() is before


def test_threads_of_a_framework_are_told_a_limited_number_of_times():
    """What is at work for a long time need not tell them each time."""
    tracer = ThreadTracer(lambda *_: None, told=2)

    assert [tracer.is_for_workers() for _ in range(3)] == [True, True, False]
    assert ThreadTracer(lambda *_: None).is_for_workers()
