"""What is said of failures: title, evidence and what is sent again are about the same thing."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay, run_checks
from pytest_vapi_contract.conformance.diagnosis import LIKEWISE
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.json_paths import dumps
from pytest_vapi_contract.reporting.replay import conclusion
from pytest_vapi_contract.wire_envelope import envelope
from tests.exchanges import CALL, SMALLEST, conforming, mutation

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


def test_two_exceptions_on_one_line_are_two_findings():
    """Each says what is missing, in its title and in its evidence."""

    def needs_both(body):
        message = body["message"]
        return message["call"], message["customer"]

    hang = SMALLEST["hang"]
    both = {**hang, "call": CALL, "customer": {}}

    report = check(needs_both, source(hang, {**hang, "call": CALL}, both, {**hang, "customer": {}}))

    assert [(finding.title, finding.exchange.crash.message) for finding in report.findings] == [
        ("hang is rejected when `call` is missing", "'call'"),
        ("hang is rejected when `customer` is missing", "'customer'"),
    ]


def test_one_name_is_one_finding_even_where_no_message_is_accepted():
    """Of a type of which no message is accepted it is seen by trial what is missing."""

    def needs_customer(body):
        message = body["message"]
        return message["customer"], message["call"]

    def cases(category, type, contract, seed):
        hang = {**SMALLEST[type], "call": CALL}
        bodies = [hang] if type == "model-output" else [hang, {**hang, "customer": {}}]
        return source(*bodies, type=type)(category, type, contract, seed)

    report = check(needs_customer, cases, types=["model-output", "hang"])

    [finding] = report.findings
    assert str(finding.condition) == "`customer` is missing"
    assert finding.types == ("model-output", "hang")


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
    assert finding.title == "tool-calls is rejected when `timestamp` is 0"
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
        "tool-calls is rejected when `toolCallList` is a list"
    ]


def test_a_shrunk_mutation_is_broken_nowhere_else():
    """What was broken at one place is not made smaller until it is broken at another one, too."""

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


def calls_in(body):
    """The tool calls in a body, each as its function, or flat as it is."""
    message = body.get("message") if isinstance(body, dict) else None
    calls = message.get("toolCallList") if isinstance(message, dict) else None
    for call in calls if isinstance(calls, list) else ():
        if isinstance(call, dict):
            yield call["function"] if isinstance(call.get("function"), dict) else call


def takes_objects(body):
    """A function that takes arguments as Vapi sends them."""
    for call in calls_in(body):
        given = call.get("arguments")
        if isinstance(given, dict | str):
            given.get("city")


def takes_text(body):
    """A function that takes arguments as the schema has them."""
    for call in calls_in(body):
        if "arguments" in call:
            json.loads(call["arguments"])


def takes_everything(body):
    """A function that takes arguments as objects, as text and under their other name."""
    for call in calls_in(body):
        given = call.get("arguments", call.get("parameters"))
        if isinstance(given, dict):
            given.get("city")


def takes_nested(body):
    """A function that takes a tool call as it is sent."""
    for call in calls_in(body):
        if {"id", "name"} <= call.keys():
            raise RuntimeError("a flat call")


def test_what_the_wire_never_has_is_a_note():
    """A handler that takes objects and breaks on text loses nothing: it is told so, and not failed."""
    report = check_handler(takes_objects, types=["tool-calls"])

    assert report.ok, report
    [note] = report.findings
    assert (note.check, note.title) == (
        "accepts",
        "tool-calls is rejected when `toolCallList[0].function.arguments` is a string",
    )
    assert note.hint == "the schema allows text here, but only objects were ever captured"


def test_text_as_arguments_is_a_note_beside_another_fault():
    """An object in its place is refused for something else: still, Vapi never sends text."""

    def needs_a_chat(body):
        message = body["message"]
        return [(call["function"]["arguments"].keys(), message["chat"]) for call in message["toolCallList"]]

    report = check_handler(needs_a_chat, types=["tool-calls"], checks=["accepts", "observed"])

    titles = {finding.title: finding.severity for finding in report.findings}
    place = "toolCallList[0].function.arguments"
    assert titles[f"tool-calls is rejected when `{place}` is not an object"] == "note"
    assert titles["tool-calls as production sends it is rejected when `chat` is missing"] == "lost"


def test_a_refusal_of_what_the_wire_never_has_is_a_note():
    """So it is where the reply is a 400."""

    def app(environ, start_response):
        body = json.loads(environ["wsgi.input"].read() or "null")
        textual = any(isinstance(call.get("arguments"), str) for call in calls_in(body))
        start_response("400 Bad" if textual else "200 OK", [])
        return [b""]

    report = check_handler(app, types=["tool-calls"], checks=["accepts", "observed", "survives"])

    assert report.ok, report
    assert [(note.case.at, note.severity) for note in report.findings] == [
        ("/toolCallList/0/function/arguments", "note")
    ]


def test_what_the_wire_has_must_be_accepted():
    """
    A handler that reads the arguments as text loses every tool call: that is a failure, with the reason.
    """
    report = check_handler(takes_text, types=["tool-calls"])

    lost = next(finding for finding in report.failures if finding.check == "observed")
    assert lost.severity == "lost"
    assert lost.title == (
        "tool-calls as production sends it is rejected "
        "when `toolCallList[0].function.arguments` is not a string"
    )
    assert lost.hint == "Vapi sends an object here, although the schema says text"


def test_who_takes_every_form_has_nothing_told():
    """Objects, text, flat calls and their other name."""
    report = check_handler(takes_everything, types=["tool-calls"])

    assert not report.findings, report


OF_TRANSCRIPTS = {"types": ["transcript"], "checks": ["accepts", "observed"]}


def test_the_form_of_the_documentation_is_a_note():
    """A flat tool call was never captured: a handler that breaks on it is told so, and not failed."""
    report = check_handler(takes_nested, types=["tool-calls"])

    assert report.ok, report
    [note] = report.findings
    assert note.title == "tool-calls is rejected when the tool calls are flat, as in the documentation"
    assert note.hint == "Vapi's documentation shows this form, but it was never captured"
    assert "call" not in note.case.body["message"]


def test_another_spelling_of_a_type_is_a_note():
    """A handler that looks types up breaks on one that was never captured, and is not failed."""
    report = check_handler(lambda body: {"transcript": None}[body["message"]["type"]], **OF_TRANSCRIPTS)

    assert report.ok, report
    [note] = report.findings
    assert note.title == "transcript is rejected when `type` is spelled as in the documentation"
    assert note.case.body["message"]["type"] == 'transcript[transcriptType="final"]'


def test_a_type_that_is_refused_is_told_once():
    """What holds for both spellings is told of what production sends."""
    report = check_handler(lambda body: {}[body["message"]["type"]], **OF_TRANSCRIPTS)

    assert "note" not in {finding.severity for finding in report.findings}
    assert not report.ok


def test_what_production_sends_tells_of_the_documentation_too():
    """A handler that takes no tool call at all is not told so twice."""

    def refuses(body):
        for _ in calls_in(body):
            raise RuntimeError("no tools")

    report = check_handler(refuses, types=["tool-calls"], checks=["observed"])

    assert [finding.severity for finding in report.findings] == ["lost"]


def needs_a_number(body):
    """A function that takes it that each customer has a number, and each call is an object."""
    message = body.get("message") if isinstance(body, dict) else None
    if isinstance(message, dict) and isinstance(message.get("customer"), dict):
        message["customer"]["number"]
    if isinstance(message, dict) and "call" in message:
        message["call"].get("id")


def test_a_title_does_not_depend_on_the_seed():
    """
    It does not say how many types were sent a call that is null; each is sent a customer without a number.
    """
    types = CONTRACT.message_types[:10]

    told = [
        check_handler(needs_a_number, types=types, checks=["accepts", "survives"], seed=seed)
        for seed in range(4)
    ]

    titles = {tuple(finding.title for finding in report.findings) for report in told}
    assert titles == {
        (
            "each of 10 message types is rejected when `customer.number` is missing",
            "a request breaks the handler when `call` is not an object",
        )
    }


def test_each_type_is_asked_about_what_decides():
    """
    A type that was not sent a customer without a number by chance is sent one before the heading is made.
    """

    def cases(category, type, contract, seed):
        bodies = [SMALLEST[type], {**SMALLEST[type], "customer": {"number": "+13125550174"}}]
        lacking = [{**SMALLEST["hang"], "customer": {}}] if type == "hang" else []
        return source(*bodies, *lacking, type=type)(category, type, contract, seed)

    report = check(needs_a_number, cases, types=["model-output", "hang"])

    [finding] = report.findings
    assert finding.title == "hang (also model-output) is rejected when `customer.number` is missing"
    assert (finding.count, finding.types) == (2, ("hang", "model-output"))


def test_a_type_that_never_has_what_decides_is_not_asked():
    """Although it fails if it is given one."""

    def timed(body):
        message = body.get("message") if isinstance(body, dict) else None
        if isinstance(message, dict) and isinstance(message.get("timestamp"), float):
            "12.5"[message["timestamp"]]

    def cases(category, type, contract, seed):
        times = [{"timestamp": 1_700_000_000_000}, {"timestamp": 12.5}] if type == "hang" else [{}]
        return source(*({**SMALLEST[type], **time} for time in times), type=type)(
            category, type, contract, seed
        )

    [finding] = check(timed, cases, types=["model-output", "hang"]).findings

    assert finding.types == ("hang",)


@pytest.mark.parametrize("function", [takes_objects, takes_nested])
def test_a_note_is_a_note_when_it_is_repeated(function):
    """What is sent again fails no more than it did, and the reason is told again."""
    [note] = check_handler(function, types=["tool-calls"], checks=["accepts", "observed"]).findings

    with as_handler(function) as handler:
        again = replay(handler, note.replay, RunOptions(contract=CONTRACT))

    assert again.report.ok
    assert [finding.severity for finding in again.report.findings] == ["note"]
    assert conclusion(again) == f"the check {note.check!r} passes, with a note; note: {note.hint}"


def test_a_limit_for_bodies_is_not_about_arguments():
    """
    The same message is shorter with objects in the place of text: that it is taken then says nothing of text.
    """
    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": '{"city":"Berlin"}'}}
    message = {**TOOL_CALLS, "toolCallList": [call]}
    size = len(dumps(envelope(message)))

    def limited(environ, start_response):
        start_response("400 Bad" if int(environ["CONTENT_LENGTH"]) >= size else "200 OK", [])
        return [b""]

    report = check(limited, source(TOOL_CALLS, message, type="tool-calls"), types=["tool-calls"])

    [finding] = report.findings
    assert finding.severity == "lost"


def test_a_reply_is_not_right_because_there_is_none():
    """Objects are refused, so nothing says that the line break comes of the text in their place."""
    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}

    def takes_texts(body):
        for each in body["message"]["toolCallList"]:
            json.loads(each["function"]["arguments"])
        results = [{"toolCallId": each["id"], "result": "a\nb"} for each in body["message"]["toolCallList"]]
        return {"results": results}

    cases = source({**TOOL_CALLS, "toolCallList": [call]}, type="tool-calls")

    report = check(takes_texts, cases, checks=["replies"], types=["tool-calls"])

    [finding] = report.findings
    assert finding.severity == "lost"
    assert finding.title == "tool-calls returns a reply that Vapi cannot use"


def test_only_the_first_of_several_calls_is_answered():
    """Whichever list the handler reads them from."""

    def answers_first(body):
        calls = body["message"].get("toolCalls") or []
        return {"results": [{"toolCallId": each["id"], "result": "Done."} for each in calls[:1]]}

    report = check_handler(answers_first, types=["tool-calls"], checks=["replies"])

    [finding] = report.findings
    assert finding.title == (
        "tool-calls returns a reply that Vapi cannot use when `toolCalls` is a list of 2 items"
    )


def demands_arguments(body):
    """A function that takes no empty arguments, whatever they are."""
    for call in body["message"]["toolCallList"]:
        if not call["function"]["arguments"]:
            raise RuntimeError("no arguments")


def demands_objects(body):
    """A function that takes no text as arguments."""
    for call in body["message"]["toolCallList"]:
        if isinstance(call["function"]["arguments"], str):
            raise RuntimeError("no arguments")


@pytest.mark.parametrize(
    ("function", "found"),
    [(demands_objects, []), (demands_arguments, [("tool-calls breaks the handler", LIKEWISE)])],
)
def test_a_mutation_is_not_blamed_for_what_its_message_does_unbroken(function, found):
    """
    If the unbroken message fails in the same way, the place that was broken is not the condition.

    If it fails only for its text, which Vapi does not send, that is told where it is sent unbroken.
    """
    call = {"id": "", "type": "function", "function": {"name": "", "arguments": ""}}
    unbroken = {**TOOL_CALLS, "toolCallList": [call]}
    broken = {**TOOL_CALLS, "toolCallList": [{key: call[key] for key in ("id", "function")}]}
    case = replace(
        mutation(envelope(broken), "/toolCallList/0", "required", type="tool-calls"), unbroken=unbroken
    )

    def given(wanted, asked, contract, seed):
        if (wanted, asked) == ("mutation", "tool-calls"):
            yield case

    with as_handler(function) as handler:
        options = {"types": ["tool-calls"], "checks": ["survives"], "cases": given, "draw": nothing}
        report = run_checks(handler, contract=CONTRACT, **options)

    assert [(finding.title, finding.hint) for finding in report.findings] == found
