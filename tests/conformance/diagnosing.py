"""Checks of functions with cases of a test's own, for tests of what is said of failures."""

import json

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.wire_envelope import envelope
from tests.exchanges import conforming

CONTRACT = shipped()
TOOL_CALLS = {"type": "tool-calls", "toolWithToolCallList": [], "toolCallList": []}


def nothing(step, contract, seed, use):
    """Draw nothing at random."""


def source(*bodies, category="conforming", type="hang"):
    """A source of cases that has these messages, all of one category."""
    cases = [
        conforming(envelope(body), id=f"given-{at}", type=type, category=category)
        for at, body in enumerate(bodies)
    ]

    def given(wanted, asked, contract, seed):
        return (case for case in cases if (case.category, case.type) == (wanted, asked))

    return given


def check(function, cases, *, checks=("accepts",), types=("hang",)):
    """What a run with these cases finds in a function of the body, or in a web app."""
    with as_handler(function) as handler:
        return run_checks(handler, contract=CONTRACT, types=types, checks=checks, cases=cases, draw=nothing)


def refusing(is_refused):
    """A web app that answers 400 to the messages of which a function says so."""

    def app(environ, start_response):
        message = json.load(environ["wsgi.input"])["message"]
        start_response("400 Bad" if is_refused(message) else "200 OK", [])
        return [b""]

    return app


def calls_in(body):
    """The tool calls in a body, each as its function, or flat as it is."""
    message = body.get("message") if isinstance(body, dict) else None
    calls = message.get("toolCallList") if isinstance(message, dict) else None
    for call in calls if isinstance(calls, list) else ():
        if isinstance(call, dict):
            yield call["function"] if isinstance(call.get("function"), dict) else call


def takes_nested(body):
    """A function that takes a tool call as it is sent."""
    for call in calls_in(body):
        if {"id", "name"} <= call.keys():
            raise RuntimeError("a flat call")
