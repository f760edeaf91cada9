"""A call that is played against a handler: what is sent, what is wrong with the replies, and what follows."""

import json

from flask import Flask, request

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.call_player import CallPlayer
from pytest_vapi_contract.conformance.tool_settings import changes_for
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.samples.call_plans import call_plan
from pytest_vapi_contract.samples.calls import events_of
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, SECRET, assistant

CONTRACT = shipped()
#: A call in which two tools are called.
PLAN = call_plan(0, "inbound", turns=3, interruptions=1, tools=None)


def played(function, plan=PLAN, **options):
    """Everything that is played of a call against a plain function."""
    limits = {"limits": options.pop("limits")} if "limits" in options else {}
    with as_handler(function) as handler:
        return list(CallPlayer(handler=handler, contract=CONTRACT, **limits, **options).play(plan))


def test_every_event_is_delivered_in_order():
    """A handler is sent what the plan has, each message once, and nothing is wrong where it returns."""
    received = []

    events = played(lambda body: received.append(body["message"]["type"]))

    assert received == [event.message["type"] for event in events_of(PLAN, contract=CONTRACT)]
    assert [event.case.type for event in events] == received
    assert {event.wrong for event in events} == {None}


def test_a_call_of_a_tool_goes_to_the_server_of_the_tool():
    """To its path and with its secret; everything else goes to the path of the assistant."""
    received = set()

    @(app := Flask("webhook")).post("/<path:path>")
    def _webhook(path):
        message = request.get_json()["message"]
        received.add((message["type"] == "tool-calls", path, request.headers.get("X-Vapi-Secret")))
        return {}

    server = {"url": "https://example.com/tools/book", "secret": "of the tool"}
    tools = user_tools(assistant({**BOOK, "server": server}))
    plan = call_plan(0, "inbound", turns=3, interruptions=1, tools=tools)
    with as_handler(app, path="/vapi", secret=SECRET) as handler:
        list(CallPlayer(handler=handler, contract=CONTRACT, changes=changes_for(tools, handler)).play(plan))

    assert received == {(False, "vapi", SECRET), (True, "tools/book", "of the tool")}


def test_the_result_of_a_tool_goes_into_the_call():
    """What the handler replies to tool-calls is in the dialogue that later messages tell."""

    def handler(body):
        calls = body["message"].get("toolCallList", ())
        return {"results": [{"toolCallId": call["id"], "result": "forty-two euros"} for call in calls]}

    with_result = played(handler)[-3].case.body
    without = played(lambda _: None)[-3].case.body

    assert "forty-two euros" in json.dumps(with_result)
    assert "forty-two euros" not in json.dumps(without)


def test_a_reply_that_vapi_cannot_read_is_named_and_not_used():
    """A result for a tool that was not called is unreadable, and so only where Vapi reads the reply."""
    events = played(lambda _: {"results": [{"toolCallId": "unknown", "result": "of another call"}]})

    assert {event.case.type for event in events if event.wrong == "unreadable"} == {"tool-calls"}
    assert "unknown" in next(event.detail for event in events if event.wrong)
    assert "of another call" not in json.dumps([event.case.body for event in events])


def test_calls_of_tools_are_answered_where_that_is_demanded():
    """As by who has given their tools: nothing at all is unreadable then."""
    wrong = [event for event in played(lambda _: {}, acted_on=("tool-calls",)) if event.wrong]

    assert {(event.case.type, event.wrong) for event in wrong} == {("tool-calls", "unreadable")}
    assert "results" in wrong[0].detail


def test_a_reply_about_which_the_sources_disagree_is_read():
    """It is worth knowing, and not wrong: what is a note in a check is one here, too."""

    def handler(body):
        calls = body["message"].get("toolCallList", ())
        return {"results": [{"toolCallId": call["id"], "result": {"euros": 42}} for call in calls]}

    noted = [event for event in played(handler) if event.detail]

    assert {(event.case.type, event.wrong) for event in noted} == {("tool-calls", None)}
    assert "is not text" in noted[0].detail


def test_an_exception_is_a_refusal_with_its_place():
    """A function that raises refuses; the detail has the exception, and the file and line."""

    def handler(body):
        if body["message"]["type"] == "hang":
            raise KeyError("call")

    wrong = [event for event in played(handler) if event.wrong]

    assert {(event.case.type, event.wrong) for event in wrong} == {("hang", "refused")}
    assert "KeyError: 'call' (" in wrong[0].detail
    assert "test_call_player.py:" in wrong[0].detail


def test_a_reply_after_the_limit_is_late():
    """Each type has its own limit, as Vapi has for an assistant-request."""
    events = played(lambda _: None, limits={"assistant-request": 1e-9})

    assert [event.case.type for event in events if event.wrong == "late"] == ["assistant-request"]


def test_in_real_time_each_event_waits_for_its_moment():
    """Nothing is waited for but what is left until an event is due."""
    waits = []

    events = played(lambda _: None, in_real_time=True, sleep=waits.append)

    assert len(waits) == len(events)
    assert all(0 <= wait <= event.at for wait, event in zip(waits, events, strict=True))
    assert waits[-1] > 10
