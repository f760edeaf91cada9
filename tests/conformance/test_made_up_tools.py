"""What is only about a tool that is made up is a note: Vapi calls the tools that an assistant has."""

import json

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.made_up_tools import MADE_UP, NOT_YOURS
from pytest_vapi_contract.contract import newest
from tests.depth import many


def booked(name, people):
    """Stand for a tool of the user's own."""
    return f"A table for {people} on {name}"


TOOLS = {"book_table": booked}


def looks_the_tool_up(function):
    """It knows its own tools only."""
    return TOOLS[function["name"]](**dict(function["arguments"]))


def refuses_unknown_tools(function):
    """It raises on other tools."""
    if function["name"] != "book_table":
        raise ValueError("no such tool")
    return booked(**dict(function["arguments"]))


def reads_an_argument(function):
    """Each of its tools has this one."""
    return function["arguments"]["city"].upper()


def reads_an_argument_of_either_form(function):
    """The same, of text, too."""
    given = function["arguments"]
    return (json.loads(given) if isinstance(given, str) else given)["city"]


def asks_for_an_argument(function):
    """It does not expect that it is missing."""
    return function["arguments"].get("city").upper()


def has_a_tool_of_a_usual_name(function):
    """A tool that is made up is called like it, and has other arguments."""
    if function["name"] == "check_availability":
        given = function["arguments"]
        return available(**(json.loads(given or "{}") if isinstance(given, str) else given))
    return "no such tool"


def available(day="Monday"):
    """Stand for that tool."""
    return f"{day} is free"


def takes_text_for_one_tool(function):
    """Vapi sends objects to that tool, too."""
    return json.loads(function["arguments"]) if function["name"] == "check_availability" else ""


def reads_a_name_that_is_not_there(function):
    """No tool call has that."""
    return function["title"]


def reads_text_only(function):
    """Vapi sends objects."""
    return json.loads(function["arguments"]).get("city")


def handler_with(answer):
    """A handler that answers each call of a tool, and turns away what is no message."""

    def webhook(body):
        message = body.get("message") if isinstance(body, dict) else None
        calls = message.get("toolCallList") if isinstance(message, dict) else None
        if not isinstance(calls, list) or not all(map(is_call, calls)):
            return {}
        return {"results": [{"toolCallId": each["id"], "result": answer(each["function"])} for each in calls]}

    return webhook


def is_call(value):
    """Whether something has the form of a tool call."""
    function = value.get("function") if isinstance(value, dict) else None
    return isinstance(function, dict) and {"name", "arguments"} <= {*function} and "id" in value


def found_by(answer, **options):
    """What a run finds in a handler that answers in this way."""
    return check_handler(
        handler_with(answer), types=["tool-calls"], checks=["accepts", "observed"], **options
    ).findings


@pytest.mark.parametrize("seed", range(many(1, 5)))
@pytest.mark.parametrize(
    "answer",
    [
        looks_the_tool_up,
        refuses_unknown_tools,
        reads_an_argument,
        reads_an_argument_of_either_form,
        asks_for_an_argument,
        has_a_tool_of_a_usual_name,
    ],
)
def test_a_handler_with_tools_of_its_own_is_not_failed(answer, seed):
    """For a name, or an argument, that its assistant does not have."""
    findings = found_by(answer, seed=seed)

    assert findings
    assert {finding.severity for finding in findings} == {"note"}
    assert MADE_UP in {finding.hint for finding in findings}


def test_a_user_who_has_passed_tools_is_not_told_to():
    """They are called in other messages."""
    book_table = {"type": "function", "function": {"name": "book_table"}, "server": {"url": "http://x"}}

    hints = {finding.hint for finding in found_by(refuses_unknown_tools, tools=[book_table])}

    assert NOT_YOURS in hints
    assert MADE_UP not in hints


@pytest.mark.parametrize("answer", [reads_a_name_that_is_not_there, reads_text_only, takes_text_for_one_tool])
def test_a_handler_that_misreads_each_call_is_failed(answer):
    """Whatever the tool is."""
    assert "lost" in {finding.severity for finding in found_by(answer)}


def test_a_limit_of_the_size_is_not_about_the_tool():
    """A message with short arguments is smaller, which is why it is accepted."""

    def is_small(event, _context):
        return {"statusCode": 413 if len(event["body"]) > 2_048 else 200, "body": "{}"}

    handler = as_handler(is_small, kind="lambda")
    report = check_handler(handler, types=["tool-calls"], checks=["accepts", "observed"])

    assert {finding.severity for finding in report.findings} == {"lost"}
    assert all("is large" in finding.title for finding in report.findings)


def test_what_is_said_is_about_the_name_or_the_argument():
    """So that a reader knows what was made up."""
    [by_name, *_] = found_by(looks_the_tool_up)
    titles = " ".join(finding.title for finding in found_by(reads_an_argument))

    assert "`toolCallList[0].function.name` is" in by_name.title
    assert "`toolCallList[0].function.arguments.city` is missing" in titles


def test_a_repetition_says_the_same():
    """The command that repeats a message also tells that it is a note."""
    [finding] = found_by(looks_the_tool_up)
    handler = as_handler(handler_with(looks_the_tool_up))

    again = replay(handler, finding.replay, RunOptions(contract=newest()))

    assert [each.severity for each in again.report.findings] == ["note"]
