"""Replies to tool calls, as Vapi reads them."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.checks.replies import right_reply
from pytest_vapi_contract.checks.tool_results import asked, awaited
from pytest_vapi_contract.delivery import Exchange, Reply, Request
from tests.exchanges import conforming
from tests.judged_reply import CONTRACT, fault, typed

TWO = {
    "type": "tool-calls",
    "toolCallList": [{"id": id, "type": "function", "function": {"name": "book"}} for id in ("t1", "t2")],
}
FIRST = {"toolCallId": "t1", "result": "booked"}
SECOND = {"toolCallId": "t2", "error": "closed"}
OK = {"ok": True}
RECEIVED = {"message": "The webhook was processed."}


def both(**changes):
    """Results for both tool calls, with changes in the first."""
    return {"results": [{**FIRST, **changes}, SECOND]}


def without(name):
    """Results for both tool calls, the first without a property."""
    return {"results": [{key: value for key, value in FIRST.items() if key != name}, SECOND]}


WRONG = {
    "a result at the top": ({"result": "booked", "toolCallId": "t1"}, "VC135", "/results is missing"),
    "an output at the top": ({"output": "booked"}, "VC135", "/results is missing"),
    "an entry alone": (FIRST, "VC135", "/results is missing"),
    "an object, not a list": ({"results": FIRST}, "VC135", "/results is not a list"),
    "a list alone": ([FIRST, SECOND], "VC135", "not an object"),
    "texts in the list": ({"results": ["booked"]}, "VC135", "/results/0 is not an object"),
    "no id": (without("toolCallId"), "VC135", "/results/0 has no toolCallId"),
    "a foreign id": (both(toolCallId="t9"), "VC133", "'t9', which no tool call has"),
    "an id twice": ({"results": [FIRST, FIRST, SECOND]}, "VC135", "2 results have the toolCallId 't1'"),
    "one of two": ({"results": [FIRST]}, "VC135", "no result has the toolCallId 't2'"),
    "an error that is an object": (both(error={"code": 7}), "VC132", "/results/0/error is not text"),
    "no text": (without("result"), "VC135", "/results/0 has neither result nor error"),
    "a line break": (both(result="booked\nfor two"), "VC135", "/results/0/result has a line break"),
    "a carriage return": (both(result="booked\rfor two"), "VC135", "/results/0/result has a line break"),
}
SOUND = [
    both(),
    both(name="book"),
    both(result=""),
    both(result="für zwei ☕"),
    both(error=None),
    both(message={"type": "request-complete", "content": "Done."}),
    {"results": [{"toolCallId": each, "error": "the date must be a day"} for each in ("t1", "t2")]},
    {"error": "closed"},
]


@pytest.mark.parametrize("kind", ["http", "function"])
@pytest.mark.parametrize("handles", [(), ("tool-calls",)])
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_reply_to_tool_calls_is_found_by_its_name(name, handles, kind):
    """With what is wrong, the reply, what becomes of it, and a right one with the ids of the message."""
    value, code, noted = WRONG[name]

    finding = fault(TWO, value, handles=handles, kind=kind)

    assert (finding.code, finding.severity) == (code, "lost")
    assert noted in finding.noted
    assert "the reply is" in finding.noted
    assert "Vapi" in finding.hint
    assert '"toolCallId": "t2"' in finding.expected


@pytest.mark.parametrize("kind", ["http", "function"])
@pytest.mark.parametrize("value", SOUND)
def test_a_right_reply_to_tool_calls_is_not_blamed(value, kind):
    """Neither is one that refuses bad arguments in words."""
    assert fault(TWO, value, handles=["tool-calls"], kind=kind) is None


@pytest.mark.parametrize("value", [{"done": True}, ["booked"], 7, True])
def test_a_result_that_is_no_text_is_a_note(value):
    """Both sources are named."""
    note = fault(TWO, both(result=value))

    assert (note.code, note.severity) == ("VC406", "note")
    assert "the page about custom tools" in note.hint
    assert "only text" in note.hint


def test_another_order_is_a_note():
    """The vendor once required the order of the calls, and no longer does."""
    note = fault(TWO, {"results": [SECOND, FIRST]})

    assert (note.code, note.severity) == ("VC406", "note")
    assert "once required the order" in note.hint
    assert "t2, t1" in note.noted


@pytest.mark.parametrize("handles", [(), ("tool-calls",)])
def test_json_that_is_encoded_twice_is_named(handles):
    """A plain function may return JSON text: what serves it is not seen."""
    text = json.dumps(both())

    finding = fault(TWO, text, handles=handles)

    assert finding.code == "VC135"
    assert "encoded twice" in finding.noted
    assert fault(TWO, text, handles=handles, kind="function") is None


def test_a_text_alone_is_not_an_answer():
    """It is as good as any other acknowledgement to a handler of other messages."""
    finding = fault(TWO, "The table is booked.", handles=["tool-calls"])

    assert finding.code == "VC135"
    assert "the reply is not an object with `results`" in finding.noted
    assert fault(TWO, "The table is booked.") is None


def test_results_are_json_by_their_content_type():
    """Whatever the status is; where there is no Content-Type, nothing is said."""
    finding = fault(TWO, both(), headers=typed("text/html; charset=utf-8"))

    assert (finding.code, finding.severity) == ("VC136", "lost")
    assert "the Content-Type is text/html; charset=utf-8, not application/json" in finding.noted
    assert fault(TWO, both(), headers=typed("application/json")) is None
    assert fault(TWO, OK, headers=typed("text/html")) is None


def test_a_note_hides_no_fault():
    """What fails is told first."""
    assert fault(TWO, {"results": [{**FIRST, "result": {}}]}).code == "VC135"


def test_only_200_is_read():
    """Another 2xx is a fault, and the results of an error status are a note."""
    assert fault(TWO, both(), status=201).code == "VC134"
    assert fault(TWO, both(), status=422).code == "VC406"
    assert fault(TWO, {"detail": "bad"}, status=422) is None
    assert fault(TWO, OK, status=201) is None


@pytest.mark.parametrize(
    "value", [b"", b"<p>booked</p>", {}, OK, [], {"results": []}, {"result": "ok"}, RECEIVED]
)
def test_an_answer_is_demanded_of_whoever_handles_tool_calls(value):
    """Without `handles`, it is as good as any other acknowledgement."""
    assert fault(TWO, value) is None
    assert fault(TWO, value, handles=["tool-calls"]).code == "VC135"


def test_nothing_is_demanded_where_nothing_was_asked():
    """A message without tool calls may be acknowledged."""
    assert fault({"type": "tool-calls", "toolCallList": []}, {"results": []}, handles=["tool-calls"]) is None


def test_the_list_that_was_answered_counts():
    """A handler may read any place of the message that has the tool calls."""
    message = {**TWO, "toolCalls": [{"id": "t3"}], "toolWithToolCallList": [{"toolCall": {"id": "t4"}}]}

    for id in ("t3", "t4"):
        assert fault(message, {"results": [{"toolCallId": id, "result": "booked"}]}) is None


def test_nothing_is_demanded_of_a_message_without_a_type():
    """The schema does not require one of `tool-calls`; what is meant as an answer is judged."""
    untyped = {name: value for name, value in TWO.items() if name != "type"}
    unusable = {"results": [{**FIRST, "toolCallId": None}]}

    assert fault(untyped, OK, type="tool-calls", handles=["tool-calls"]) is None
    assert fault(untyped, unusable, type="tool-calls", handles=["tool-calls"]).code == "VC135"


@pytest.mark.parametrize("name", ["toolCallList", "toolCalls", "toolWithToolCallList"])
def test_an_empty_list_may_be_what_was_read(name):
    """Vapi's lists are never at odds, so a handler that looks at one of them is right."""
    message = {**TWO, "toolWithToolCallList": [{"toolCall": each} for each in TWO["toolCallList"]], name: []}

    assert fault(message, {"results": []}, handles=["tool-calls"]) is None
    assert fault(message, both(), handles=["tool-calls"]) is None
    assert fault(message, {"results": [{"toolCallId": "t9", "result": "booked"}]}).code == "VC133"


def test_a_right_reply_is_shown_with_the_ids_of_the_message():
    """So it can be copied."""
    assert asked(TWO) == ("t1", "t2")
    assert '"toolCallId": "t1"' in right_reply("tool-calls", TWO)


def test_a_right_reply_has_ids_even_if_one_list_is_empty():
    """A message that was made smaller may have its calls in one list only."""
    message = {**TWO, "toolWithToolCallList": []}

    shown = right_reply("tool-calls", message)

    assert '"toolCallId": "t1"' in shown
    assert fault(message, json.loads(shown.removeprefix("status 200 and ")), handles=["tool-calls"]) is None


def test_the_reply_is_shown_without_secrets():
    """What a handler says is masked before it is shown."""
    [check] = selected(["replies"], contract=CONTRACT)
    reply = Reply(status=200, body=json.dumps({"result": "for s3cr3t-word-42"}).encode())
    request = replace(Request(), masks=(("s3cr3t-word-42", "$VAPI_SECRET"),))

    finding = check.judge(
        conforming({"message": TWO}, type="tool-calls"), Exchange(request=request, reply=reply)
    )

    assert "s3cr3t" not in finding.noted
    assert "$VAPI_SECRET" in finding.noted


def acknowledges(body):
    """A function that says the same to everything."""
    return OK


def test_a_run_demands_what_is_handled():
    """And nothing of a handler that says the same to everything."""
    options = {"types": ["tool-calls", "assistant-request"], "checks": ["replies"], "max_examples": 4}

    assert check_handler(acknowledges, **options).findings == ()
    [finding] = check_handler(acknowledges, handles=["tool-calls"], **options).findings
    assert "/results is missing" in finding.got


def answers_by_name(body):
    """A function that has one result for each tool, however often it is called."""
    calls = {call["function"]["name"]: call["id"] for call in body["message"].get("toolCallList", [])}
    return {"results": [{"toolCallId": id, "result": "booked"} for id in calls.values()]}


def answers_the_first(body):
    """A function that has a result for the first call only."""
    [*first] = body["message"].get("toolCallList", [])[:1]
    return {"results": [{"toolCallId": call["id"], "result": "booked"} for call in first]}


@pytest.mark.parametrize("handler", [answers_by_name, answers_the_first])
@pytest.mark.parametrize("handles", [(), ("tool-calls",)])
def test_a_run_asks_for_several_calls_and_for_one_tool_twice(handler, handles):
    """Whatever the seed is, and the title says that there are two."""
    options = {"types": ["tool-calls"], "checks": ["replies"], "max_examples": 12, "seed": 3}

    [finding] = check_handler(handler, handles=handles, **options).findings

    assert (
        finding.title
        == "tool-calls returns a reply that Vapi cannot use when `toolCallList` is a list of 2 items"
    )
    assert "one of 2 in the message" in finding.noted


def leaves_flat_calls_alone(body):
    """A function that answers nested tool calls only."""
    calls = body["message"].get("toolCallList", [])
    return {
        "results": [{"toolCallId": call["id"], "result": "booked"} for call in calls if "function" in call]
    }


def test_a_flat_call_without_an_answer_is_a_note():
    """Only the documentation shows such calls."""
    options = {"types": ["tool-calls"], "checks": ["replies"], "max_examples": 12}

    [note] = check_handler(leaves_flat_calls_alone, handles=["tool-calls"], **options).findings

    assert (note.code, note.severity) == ("VC135", "note")
    assert "returns a reply that Vapi might not use when the tool calls are flat" in note.title


WITH_TOOLS = [{"async": id == "t2", "toolCall": {"id": id}} for id in ("t1", "t2")]
IN_BACKGROUND = {**TWO, "toolWithToolCallList": WITH_TOOLS}


@pytest.mark.parametrize("value", [{"results": [FIRST]}, both()])
def test_an_async_tool_needs_no_result(value):
    """Vapi goes on without it, beside another tool that it waits for; a result of it does no harm."""
    assert fault(IN_BACKGROUND, value, handles=["tool-calls"]) is None


def test_the_tool_beside_an_async_one_needs_a_result():
    """And a right reply has that one."""
    finding = fault(IN_BACKGROUND, {"results": [SECOND]}, handles=["tool-calls"])

    assert "no result has the toolCallId 't1'" in finding.noted
    assert "t2" not in finding.expected


def test_calls_of_async_tools_alone_need_no_reply():
    """Told by the message, or by their names."""
    lists = {"toolCallList": TWO["toolCallList"][1:], "toolWithToolCallList": WITH_TOOLS[1:]}
    background = {**TWO, **lists}

    assert fault(background, OK, handles=["tool-calls"]) is None
    assert awaited(TWO, ["book"]) == ()
    assert awaited(TWO, ["other"]) == ("t1", "t2")
