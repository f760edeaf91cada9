"""
What is said of failures: title, evidence and what is sent again are about the same thing.
"""

import json
from dataclasses import replace

from pytest_vapi_contract import Contract, as_handler
from pytest_vapi_contract._json import envelope
from pytest_vapi_contract.conformance import run
from tests.exchanges import CALL, SMALLEST, conforming, mutation

CONTRACT = Contract.load()
TOOL_CALLS = {"type": "tool-calls", "toolWithToolCallList": [], "toolCallList": []}


def nothing(step, contract, seed, use):
    """
    Draw nothing at random.
    """


def source(*bodies, category="conforming", type="hang"):
    """
    A source of cases that has these messages, all of one category.
    """
    cases = [
        conforming(envelope(body), id=f"given-{at}", type=type, category=category)
        for at, body in enumerate(bodies)
    ]

    def given(wanted, asked, contract, seed):
        return (case for case in cases if (case.category, case.type) == (wanted, asked))

    return given


def check(function, cases, *, checks=("accepts",), types=("hang",)):
    """
    What a run with these cases finds in a function of the body, or in a web app.
    """
    with as_handler(function) as handler:
        return run(handler, contract=CONTRACT, types=types, checks=checks, cases=cases, draw=nothing)


def refusing(is_refused):
    """
    A web app that answers 400 to the messages of which a function says so.
    """

    def app(environ, start_response):
        message = json.load(environ["wsgi.input"])["message"]
        start_response("400 Bad" if is_refused(message) else "200 OK", [])
        return [b""]

    return app


def test_two_exceptions_on_one_line_are_two_findings():
    """
    Each says what is missing, in its title and in its evidence.
    """

    def needs_both(body):
        message = body["message"]
        return message["call"], message["customer"]

    hang = SMALLEST["hang"]
    both = {**hang, "call": CALL, "customer": {}}

    report = check(needs_both, source(hang, {**hang, "call": CALL}, both, {**hang, "customer": {}}))

    assert [(finding.title, finding.exchange.crash.message) for finding in report.findings] == [
        ("hang is rejected when /message/call is missing", "'call'"),
        ("hang is rejected when /message/customer is missing", "'customer'"),
    ]


def test_one_name_is_one_finding_even_where_the_reason_cannot_be_found():
    """
    Of a type of which no message is accepted it cannot be seen what is missing; of another it can.
    """

    def needs_customer(body):
        message = body["message"]
        return message["customer"], message["call"]

    def cases(category, type, contract, seed):
        hang = {**SMALLEST[type], "call": CALL}
        bodies = [hang] if type == "model-output" else [hang, {**hang, "customer": {}}]
        return source(*bodies, type=type)(category, type, contract, seed)

    report = check(needs_customer, cases, types=["model-output", "hang"])

    [finding] = report.findings
    assert finding.circumstance == "/message/customer is missing"
    assert finding.types == ("hang", "model-output")


def test_a_shrunk_message_keeps_its_type():
    """
    The schema of `tool-calls` does not require a type; a message without one is another failure all the same.
    """
    is_refused = lambda message: "type" not in message or message.get("timestamp") == 0  # noqa: E731

    report = check(
        refusing(is_refused),
        source(TOOL_CALLS, {**TOOL_CALLS, "timestamp": 0}, type="tool-calls"),
        types=["tool-calls"],
    )

    [finding] = report.findings
    assert finding.title == "tool-calls is rejected when /message/timestamp is 0"
    assert finding.case.body == envelope({**TOOL_CALLS, "timestamp": 0})


def test_what_is_no_message_shows_no_reason():
    """
    A place decides if a message that Vapi may send is taken for it; what lacks its id is refused for that.
    """

    def app(environ, start_response):
        calls = json.load(environ["wsgi.input"])["message"]["toolCallList"]
        whole = all("id" in call for call in calls)
        start_response(("400 Bad" if whole else "422 No id") if calls else "200 OK", [])
        return [b""]

    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}

    report = check(
        app,
        source(TOOL_CALLS, {**TOOL_CALLS, "toolCallList": [call]}, type="tool-calls"),
        types=["tool-calls"],
    )

    assert [finding.title for finding in report.findings] == [
        "tool-calls is rejected when /message/toolCallList is a list"
    ]


def test_a_shrunk_mutation_is_broken_nowhere_else():
    """
    What was broken at one place is not made smaller until it is broken at another one, too.
    """

    def refuses(body):
        message = body["message"]
        if message.get("customer") is None:
            raise RuntimeError("cannot go on")

    session = {**SMALLEST["session.created"], "customer": None, "phoneNumber": {"x": 1}}
    broken = mutation(envelope(session), "/customer")

    def cases(category, type, contract, seed):
        return [replace(broken, drawn=True)] if category == "mutation" else []

    report = check(refuses, cases, checks=["survives"], types=["session.created"])

    [finding] = report.findings
    assert finding.case.body == envelope({**SMALLEST["session.created"], "customer": None})
    assert {each.at for each in CONTRACT.judge(finding.case.body).violations} == {"/customer"}
