"""What is said of failures: title, evidence and what is sent again are about the same thing."""

import json
from dataclasses import replace

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.wire_envelope import envelope
from tests.conformance.diagnosing import CONTRACT, TOOL_CALLS, calls_in, check, refusing, source, takes_nested
from tests.exchanges import CALL, SMALLEST, mutation


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
