"""`--tools`: calls of the user's own tools on the command line."""

import json
import re

import pytest

from tests.user_tools.documents import SECRET, TOKEN, assistant, properties, tool

APP = f'''
from urllib.parse import parse_qs

SECRETS = {{"/vapi": "{SECRET}", "/hours": "{TOKEN}"}}

def app(environ, start_response):
    """Two paths with a secret each; it tells its secrets at the end of a call about Sunday."""
    import json
    path, given = environ["PATH_INFO"], environ.get("HTTP_X_VAPI_SECRET")
    if given != SECRETS.get(path):
        start_response("401 Unauthorized", [])
        return [b""]
    try:
        body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        calls = body["message"]["toolCallList"] if body["message"]["type"] == "tool-calls" else []
        results = [answer(path, call) for call in calls]
    except (ValueError, KeyError, TypeError, AttributeError):
        results = []
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({{"results": results}} if results else {{}}).encode()]

def answer(path, call):
    day = call["function"]["arguments"].get("day")
    said = "{SECRET} and {TOKEN}" if day == "sun" else path
    return {{"toolCallId": call["id"], "result": said}}
'''
DAY = {"type": "string", "enum": ["fri", "sun"]}


@pytest.fixture(name="tools")
def _tools(tmp_path, monkeypatch):
    """A webhook at two paths, and the file of its assistant, one of whose tools has a server of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "own_tools_app.py").write_text(APP, encoding="utf-8")
    own = {"url": "https://hooks.example.com/hours", "secret": TOKEN}
    content = assistant(tool("book", properties(day=DAY)), tool("hours", properties(day=DAY), server=own))
    (tmp_path / "assistant.json").write_text(json.dumps(content), encoding="utf-8")


def test_requests_go_where_the_file_says_and_are_signed_with_its_secrets(tools, command):
    """Each tool at its own path; the file's secrets are not told, and that the webhook tells them is."""
    result = command(
        "check", "own_tools_app:app", "--tools", "assistant.json", "--type", "tool-calls",
        *("--check", "tools", "--check", "leaks"), "--no-cache",
    )  # fmt: skip

    assert SECRET not in result.output
    assert TOKEN not in result.output
    titles = [line for line in result.output.splitlines() if re.match("LOST|SECURITY|HARDENING", line)]
    assert [title.rpartition("  ")[0].rstrip() for title in titles] == [
        'SECURITY  tool-calls gets a reply that leaks the secret when `day` of `book` is the string "sun"'
    ]
    assert "`day` of `hours` is the string" in result.output


def test_an_exchange_of_a_tool_is_repeated_at_its_path(tools, command, tmp_path):
    """The command of a finding has the file, which is enough."""
    result = command(
        "check", "own_tools_app:app", "--tools", "assistant.json", "--type", "tool-calls",
        *("--check", "leaks"), "--no-cache", "--json", "found.json",
    )  # fmt: skip
    assert result.exit_code == 1
    [finding] = json.loads((tmp_path / "found.json").read_text())["findings"]

    again = command(
        "check", "own_tools_app:app", "--tools", "assistant.json", "--replay", finding["replay"]
    )  # fmt: skip

    assert again.exit_code == 1
    assert "the check 'leaks' still fails" in again.output
    assert SECRET not in again.output


def test_a_call_is_played_with_the_tools(tools, command):
    """The webhook is asked for calls of them."""
    result = command("call", "own_tools_app:app", "--tools", "assistant.json", "--turns", "4", "--json")

    events = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    asked = [event for event in events if event["event"] == "tool-calls"]
    assert {event["status"] for event in asked} == {200}
    assert SECRET not in result.output
    assert TOKEN not in result.output
    assert all("book" in event["said"] or "hours" in event["said"] for event in asked)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "Cannot read the tools in missing.json: the file does not exist."),
        ("[]", "tools.json has no function tools: nothing in it looks like one."),
        ("{", "tools.json is not valid JSON: line 1, column 2:"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_error(tools, command, tmp_path, content, told):
    """With exit status 2, and nothing is sent."""
    name = "missing.json" if content is None else "tools.json"
    if content is not None:
        (tmp_path / name).write_text(content)

    result = command("check", "own_tools_app:app", "--tools", name)

    assert result.exit_code == 2
    assert told in result.output
