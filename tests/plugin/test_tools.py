"""The user's own tools in a session: `--vapi-tools`, and the fixture that makes a call of one."""

import json

import pytest

from tests.user_tools.documents import BOOK, assistant

APP = """
SIZES = {"fri": 18}

def app(body):
    message = body["message"] if isinstance(body, dict) else None
    calls = message.get("toolCallList") if isinstance(message, dict) else None
    if not isinstance(calls, list) or message.get("type") != "tool-calls":
        return {}
    return {"results": [answer(call) for call in calls]}

def answer(call):
    try:
        arguments = call["function"]["arguments"]
        known, day = arguments["people"], arguments["day"]
    except (KeyError, TypeError):
        return {"toolCallId": "?", "error": "no"}
    return {"toolCallId": call["id"], "result": str(SIZES[day]) if day in ("fri", "sat") else "closed"}
"""


@pytest.fixture(name="tools")
def _tools(pytester):
    """A webhook that knows one day of two, and the file of its assistant."""
    pytester.makepyfile(app=APP)
    (pytester.path / "assistant.json").write_text(json.dumps(assistant(BOOK)))


def test_calls_of_the_tools_are_items_of_their_own(tools, pytester, session):
    """The title of what fails names the argument; the path is that of the file."""
    given = ("--vapi-handler=app:app", "--vapi-tools=assistant.json", "--vapi-type=tool-calls")

    result = session(*given, "-k", "tools or arguments")

    result.assert_outcomes(passed=1, failed=1, deselected=result.parseoutcomes()["deselected"])
    result.stdout.fnmatch_lines(
        [
            'LOST  tool-calls breaks the handler when `day` of `book_table` is the string "sat"*tools VC182',
            "*replay    pytest --vapi-handler=app:app --vapi-tools=assistant.json --vapi-replay=*",
        ]
    )


def test_without_tools_there_are_no_such_items(tools, pytester, session):
    """Nothing could be sent for them."""
    result = session("--vapi-handler=app:app", "--collect-only", "-q")

    assert "vapi-contract::accepts" in result.stdout.str()
    assert "vapi-contract::tools" not in result.stdout.str()


def test_a_call_is_made_with_arguments_that_match(tools, pytester, session):
    """Each of another id; what does not match the parameters fails the test."""
    pytester.makeini("[pytest]\nvapi_tools = assistant.json\n")
    pytester.makepyfile(
        """
        import pytest
        from pytest_vapi_contract.errors import BadArguments, UnknownTool

        def test_calls(vapi_tool_call):
            first, second = (vapi_tool_call("book_table", people=2, day="fri") for _ in range(2))
            drawn = vapi_tool_call("book_table")

            [call] = first["toolCallList"]
            assert call["function"]["arguments"] == {"people": 2, "day": "fri"}
            assert call["id"] != second["toolCallList"][0]["id"]
            assert drawn["toolCallList"][0]["function"]["arguments"]["day"] in ("fri", "sat")
            with pytest.raises(BadArguments):
                vapi_tool_call("book_table", {"people": 0, "day": "fri"})
            with pytest.raises(UnknownTool):
                vapi_tool_call("cancel")
        """
    )

    session().assert_outcomes(passed=1)


def test_without_tools_any_call_is_made(pytester, session):
    """There is nothing to check it by."""
    pytester.makepyfile(
        """
        def test_calls(vapi_tool_call):
            message = vapi_tool_call("anything", {"seed": 1}, x=[])

            assert message["toolCallList"][0]["function"]["arguments"] == {"seed": 1, "x": []}
        """
    )

    session().assert_outcomes(passed=1)


def test_a_broken_file_ends_the_session_with_one_line(tools, pytester, session):
    """It says the line, and nothing that is in the file."""
    (pytester.path / "assistant.json").write_text('{\n"secret": "hush-hush"\n"x": 1}')

    result = session("--vapi-handler=app:app", "--vapi-tools=assistant.json")

    assert result.ret == 4
    output = result.stdout.str() + result.stderr.str()
    assert "assistant.json is not valid JSON: line 3, column 1: expecting ',' delimiter." in output
    assert "hush" not in output
