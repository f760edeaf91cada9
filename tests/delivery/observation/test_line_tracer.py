import asyncio
import sys
import threading

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.observation.line_tracer import line_tracing
from pytest_vapi_contract.delivery.observation.monitoring import TOOLS
from pytest_vapi_contract.delivery.observation.observer import observing


def branches(body):
    """A handler with lines that not every message reaches."""
    if body.get("a"):
        return "a"
    return "b" if body.get("b") else "c"


async def waits(body):
    """The same on a loop."""
    await asyncio.sleep(0)
    return branches(body)


def fails(body):
    """A handler that catches its own exception."""
    try:
        return {}["missing"]
    except KeyError:
        return "none"


def tools():
    """The tools that watch this interpreter."""
    return [sys.monitoring.get_tool(id) for id in TOOLS] if sys.version_info >= (3, 12) else []


def function_lines(tracer, function):
    """The lines of a function that were reached, counted from its first one."""
    code = function.__code__
    own = {line for file, line in tracer.lines if file == code.co_filename}
    numbers = {line for _, _, line in code.co_lines() if line} - {code.co_firstlineno}
    return {line - code.co_firstlineno for line in own & numbers}


@pytest.mark.parametrize("handler", [branches, waits])
def test_a_message_that_reaches_a_new_line_is_told_from_others(handler):
    """Each is new once, on a thread and on a loop; so is another way through one line."""
    with as_handler(handler) as used, line_tracing() as tracer:
        used.send({})
        first = tracer.is_further()
        used.send({})
        again = tracer.is_further()
        used.send({"b": 1})
        another_way = tracer.is_further()
        used.send({"a": 1})
        another_line = tracer.is_further()

    assert (first, again, another_line) == (True, False, True)
    assert another_way or sys.version_info < (3, 12)
    assert function_lines(tracer, branches) == {2, 3, 4}


@pytest.mark.parametrize("name", ["flask", "fastapi", "threaded", "starlette", "aws_lambda", "aiohttp_app()"])
def test_lines_are_seen_in_every_kind(name):
    """Also where the framework has threads of its own."""
    with (
        line_tracing() as tracer,
        as_handler(f"tests.delivery.apps.catch_alls:{name}", path="/webhook") as handler,
    ):
        handler.send({"message": {"type": "hang"}})

    assert any(file.endswith("catch_alls.py") for file in tracer.files)


def test_everything_is_as_before_when_it_is_over():
    """No trace function and no tool remains, and nothing more is kept."""
    before = sys.gettrace(), threading.gettrace(), tools()
    with as_handler(branches) as handler:
        with line_tracing() as tracer:
            handler.send({})
        known = len(tracer.lines)
        handler.send({"a": 1})

        assert len(tracer.lines) == known
    assert (sys.gettrace(), threading.gettrace(), tools()) == before


def test_a_second_tracer_sees_lines_again():
    """What the first one knew is new to it."""
    with as_handler(branches) as handler:
        for _ in range(2):
            with line_tracing() as tracer:
                handler.send({})
                assert tracer.is_further()


def test_what_is_caught_is_seen_meanwhile():
    """The observer of exceptions takes its turn, and the tracer goes on."""
    with as_handler(fails) as handler, line_tracing() as tracer:
        handler.send({})
        with observing() as observer:
            handler.send({})
        crash = observer.crash((), 5.0)
        handler.send({})

    assert crash is not None
    assert crash.type == "KeyError"
    assert function_lines(tracer, fails) == {2, 3, 4, 5}


@pytest.mark.skipif(sys.version_info < (3, 12), reason="there are no tools before")
def test_where_other_tools_have_every_place_nothing_is_seen():
    """And nothing fails."""
    free = [id for id in TOOLS if sys.monitoring.get_tool(id) is None]
    for id in free:
        sys.monitoring.use_tool_id(id, "another")
    try:
        with as_handler(branches) as handler, line_tracing() as tracer:
            handler.send({})
    finally:
        for id in free:
            sys.monitoring.free_tool_id(id)

    assert not tracer.lines
