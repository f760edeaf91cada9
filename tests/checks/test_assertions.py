import json
import re

import pytest
from fastapi import FastAPI, HTTPException

from pytest_vapi_contract import (
    as_handler,
    assert_accepts,
    assert_answers,
    assert_conforms,
    assert_rejects,
    assert_survives,
)
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.errors import HandlerUnreachable, NotAHandler
from tests.delivery.apps.server import serving
from tests.exchanges import SMALLEST

HANG = SMALLEST["hang"]
TWO_CALLS = {"type": "tool-calls", "toolCallList": [{"id": "call_1"}, {"id": "call_2"}]}
NO_MESSAGE = Case(
    id="envelope.null",
    type="hang",
    body={"message": None},
    category="mutation",
    family=Family.ENVELOPE_NULL,
    keyword="envelope",
)


def message_id(body):
    """A handler that takes every message for one of a call."""
    return body["message"]["call"]["id"]


def careful(body):
    """A handler that refuses what it does not understand."""
    if not isinstance(body.get("message"), dict):
        raise ValueError("no message")
    return "ok"


def test_a_conforming_message_passes():
    """Nothing happens for a message that conforms, bare or in its envelope."""
    assert_conforms(HANG)
    assert_conforms({"message": HANG})


def test_the_verdict_is_the_text_of_the_failure():
    """A message that does not conform fails with the verdict of the contract."""
    with pytest.raises(AssertionError) as failure:
        assert_conforms({"type": "model-output"})

    assert str(failure.value).splitlines() == [
        (
            "This model-output message is violating: "
            "it is invalid in revision 2026-08-18 under every interpretation."
        ),
        '  (top): "output" is missing [required]',
    ]


def test_what_is_accepted_is_returned():
    """A message that is accepted gives the exchange."""
    exchange = assert_accepts(careful, HANG)

    assert exchange.reply.value == "ok"


def test_what_is_not_accepted_fails_with_the_whole_finding():
    """The failure says what was sent, expected and got, and how to see it again."""
    with pytest.raises(AssertionError) as failure:
        assert_accepts(message_id, HANG)

    text = re.sub(r"\d+ ms", "… ms", str(failure.value))
    line = message_id.__code__.co_firstlineno + 2
    place = f"tests/checks/test_assertions.py:{line} in message_id"
    assert text.splitlines() == [
        f"{'LOST  hang is rejected':<88}  accepts VC102",
        "  sent      the message that was given",
        "  expected  it returns",
        f"  got       an exception after … ms: KeyError: 'call' ({place})",
        f'              ► {line} │ return body["message"]["call"]["id"]',
        "  call      tests.checks.test_assertions.message_id({'message': {'type': 'hang'}})",
    ]


def test_a_web_app_is_shown_with_a_line_for_the_shell():
    """An app is sent the message at the path that was given, and the failure has a curl line for it."""
    with pytest.raises(AssertionError) as failure:
        assert_accepts(teapot, HANG, path="/webhook", secret="hunter2")

    lines = re.sub(r"\d+ ms", "… ms", str(failure.value)).splitlines()
    assert lines[2:4] == ["  expected  a 2xx reply", "  got       418 in … ms: short and stout"]
    assert "http://127.0.0.1:8000/webhook" in lines[4]
    assert "hunter2" not in str(failure.value)


def teapot(environ, start_response):
    """A WSGI app that refuses everything."""
    start_response("418 I'm a teapot", [("Content-Type", "text/plain")])
    return [b"short and stout"]


def test_a_refusal_is_survival():
    """A 4xx, or an exception that was named, is a sound answer to what is broken."""
    assert_survives(teapot, NO_MESSAGE)
    assert_survives(careful, NO_MESSAGE)
    assert_survives(message_id, NO_MESSAGE, rejects=[TypeError])


def test_an_exception_is_no_survival():
    """The failure names what is broken in the mutation."""
    with pytest.raises(
        AssertionError, match=r"^HARDENING  a request breaks the handler when `message` is null +survives"
    ):
        assert_survives(message_id, NO_MESSAGE)


def test_a_refusal_is_what_is_wanted():
    """A 4xx, or an exception that was named, refuses a mutation."""
    assert_rejects(teapot, NO_MESSAGE)
    assert_rejects(careful, NO_MESSAGE)


def test_a_wrong_path_rejects_nothing():
    """A 404 may mean that there is no route; at a route of the app it is the app's."""
    app = FastAPI()

    @app.post("/webhook")
    def webhook() -> None:
        raise HTTPException(404)

    with pytest.raises(AssertionError, match=r"404 does not .* POST at /\. The app accepts .* at /webhook"):
        assert_rejects(app, NO_MESSAGE)
    assert_rejects(app, NO_MESSAGE, path="/webhook")


def test_an_answer_is_no_refusal():
    """A handler that returns for a mutation has not refused it."""
    with pytest.raises(
        AssertionError, match=r"^[A-Z]+  a request is not rejected when `message` is null +rejects"
    ):
        assert_rejects(lambda body: None, NO_MESSAGE)


def test_another_exception_is_no_refusal():
    """An exception that was not named is a fault, not a refusal."""
    with pytest.raises(AssertionError, match="expected  it raises ValueError"):
        assert_rejects(message_id, NO_MESSAGE)


@pytest.mark.parametrize("message", [None, [], "text", 12])
def test_a_body_is_not_wrapped_twice(message):
    """A body is sent as it is, whatever it has in the place of its message."""
    exchange = assert_survives(careful, {"message": message})

    assert json.loads(exchange.request.body) == {"message": message}


def test_bytes_are_sent_as_they_are():
    """What is no JSON at all can be sent, too."""
    assert_survives(teapot, b"{")


@pytest.mark.parametrize("assertion", [assert_accepts, assert_survives, assert_rejects])
def test_a_server_that_is_not_there_breaks_nothing(assertion):
    """Where nobody answers, nothing can be said of the handler."""
    with serving() as url:
        pass

    with pytest.raises(HandlerUnreachable, match="Start it, and check the host and the port of the URL"):
        assertion(url, HANG)


def test_a_handler_is_left_running():
    """A handler that was made before is used as it is, and not closed."""
    with as_handler(careful) as handler:
        assert_accepts(handler, HANG)
        assert_accepts(handler, {"message": HANG})


def test_what_is_no_handler_is_an_error():
    """Something that takes no message is an error of the test, not a failure of the handler."""
    with pytest.raises(NotAHandler):
        assert_accepts(object(), HANG)


def answers_the_first(body):
    """A handler that has a result for the first tool call only."""
    [first, *_] = body["message"]["toolCallList"]
    return {"results": [{"toolCallId": first["id"], "result": "booked"}]}


def answers(body):
    """A handler that has a result for each tool call."""
    calls = body["message"].get("toolCallList", [])
    return {"results": [{"toolCallId": call["id"], "result": "booked"} for call in calls]}


def test_an_answer_is_returned():
    """With its value, and the result of each tool call."""
    reply = assert_answers(answers, TWO_CALLS)

    assert reply.json()["results"][0]["toolCallId"] == "call_1"
    assert reply.results["call_2"].result == "booked"


def test_a_wrong_answer_fails_with_the_whole_finding():
    """The failure says what Vapi does with the reply, and shows a right one."""
    with pytest.raises(AssertionError) as failure:
        assert_answers(answers_the_first, TWO_CALLS)

    text = re.sub(r"\d+ ms", "… ms", str(failure.value))
    assert text.splitlines() == [
        f"{'LOST  tool-calls returns a reply that Vapi cannot use':<88}  replies VC135",
        "  sent      the message that was given",
        (
            '  expected  it returns {"results": [{"toolCallId": "call_1", "result": "Done."}, '
            '{"toolCallId": "call_2", "result": "Done."}]}'
        ),
        (
            "  got       a return in … ms; no result has the toolCallId 'call_2', one of 2 in the message; "
            'the reply is {"results": [{"toolCallId": "call_1", "result": "booked"}]}'
        ),
        (
            '  hint      Vapi finds no result: the assistant hears "no result returned"; add one for each '
            "call, by its id: a message can call the same tool twice"
        ),
        (
            "  call      tests.checks.test_assertions.answers_the_first({'message': {'type': 'tool-calls', "
            "'toolCallList': [{'id': 'call_1'}, {'id': 'call_2'}]}})"
        ),
    ]


def test_an_answer_is_demanded():
    """`{"ok": true}` is none; and a message has to be accepted first."""
    with pytest.raises(AssertionError, match="VC135"):
        assert_answers(lambda body: {"ok": True}, TWO_CALLS)
    with pytest.raises(AssertionError, match="VC102"):
        assert_answers(answers_the_first, {"type": "tool-calls", "toolCallList": []})


def test_what_is_disputed_is_an_answer():
    """Some of the vendor's sources allow an object as a result."""
    reply = assert_answers(
        lambda body: {"results": [{"toolCallId": "call_1", "result": {"table": 4}}]},
        {"type": "tool-calls", "toolCallList": [{"id": "call_1"}]},
    )

    assert reply.results["call_1"].result == {"table": 4}


def test_no_answer_is_demanded_where_none_is_read():
    """The reply to any other message has no results."""
    assert assert_answers(answers, HANG).results == {}
