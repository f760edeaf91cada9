"""What the file of the user's tools says beside them."""

import pytest

from pytest_vapi_contract.conformance.run_options import RunOptions
from pytest_vapi_contract.conformance.tool_settings import (
    changes_for,
    retries_of,
    skips_of,
    time_limits,
    types_on,
    usual_server,
    with_settings,
)
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, SECRET, assistant, properties, tool

ASSISTANT = assistant(BOOK)


def handler(body):
    """Take everything."""
    return {}


def test_what_the_file_says_is_the_default():
    """Path, secret and time limit of the server; the handler acts on tool calls."""
    options = with_settings(RunOptions(tools=ASSISTANT, handles=["hang"]), handler)

    assert (options.path, options.secret, options.timeout) == ("/vapi", SECRET, 12)
    assert options.handles == ("hang", "tool-calls")
    assert with_settings(options, handler) == options


def test_what_the_user_says_counts_more():
    """So does the path of a URL."""
    given = RunOptions(tools=ASSISTANT, path="/mine", secret="env:MINE", timeout=3, types=["hang"])

    options = with_settings(given, handler)

    assert (options.path, options.secret, options.timeout) == ("/mine", "env:MINE", 3)
    assert options.types == ["hang"]
    assert with_settings(RunOptions(tools=ASSISTANT), "http://localhost:8000/here").path == "/"
    assert with_settings(RunOptions(tools=ASSISTANT), "http://localhost:8000").path == "/vapi"


def test_without_tools_nothing_changes():
    """The options are the same."""
    options = RunOptions()

    assert with_settings(options, handler) is options
    assert list(skips_of(options)) == []
    assert retries_of(options) == "unknown"


def test_the_messages_that_are_on_are_checked():
    """And those that no assistant can switch off; what is off is said."""
    given = {**ASSISTANT, "serverMessages": ["tool-calls", 'transcript[transcriptType="final"]']}
    options = with_settings(RunOptions(tools=given), handler)

    assert {"tool-calls", "transcript", "assistant-request"} <= set(options.types)
    assert not {"hang", "model-output"} & set(options.types)
    [skip] = skips_of(options)
    assert skip.why == "off in `serverMessages`"
    assert types_on(user_tools(ASSISTANT), newest()) is None


def test_a_tool_that_cannot_be_called_is_said():
    """With the reason."""
    never = tool("never", properties(n={"type": "number", "minimum": 2, "maximum": 1}))

    [skip] = skips_of(RunOptions(tools=[BOOK, never]))

    assert skip.line.startswith("calls to never skipped; no arguments match its parameters: ")


@pytest.mark.parametrize(("retries", "told"), [(None, "off"), (0, "off"), (3, "on")])
def test_messages_are_sent_again_where_vapi_retries(retries, told):
    """Without a `backoffPlan` it does not; then that is not checked, and this is said."""
    plan = {} if retries is None else {"backoffPlan": {"type": "fixed", "maxRetries": retries}}
    given = assistant(BOOK, server={"url": "https://hooks.example.com", **plan})
    options = RunOptions(tools=given, state=dict)

    assert retries_of(options) == told
    assert any("backoffPlan" in skip.why for skip in skips_of(options)) is (told == "off")
    assert retries_of(RunOptions(tools=[BOOK])) == "unknown"


@pytest.mark.parametrize("asked", [{"checks": ["redelivery"]}, {"schedules": ["redelivered"]}])
def test_who_asks_for_it_has_retries(asked):
    """Whatever the file of the tools says."""
    given = assistant(BOOK, server={"url": "https://hooks.example.com"})

    assert retries_of(RunOptions(tools=given, **asked)) == "on"


def test_a_tool_with_a_server_of_its_own_gets_requests_of_its_own():
    """With its path and its secret, unless the user has chosen another path."""
    own = {"url": "https://hooks.example.com/hours", "secret": "another-secret-1"}
    given = assistant(BOOK, tool("hours", server=own), tool("same", server={"url": "https://x.test/vapi"}))
    options = with_settings(RunOptions(tools=given), handler)
    tools = options.user_tools

    changes = changes_for(tools, as_handler(handler, path=options.path))

    assert list(changes) == ["hours"]
    assert changes["hours"].path == "/hours"
    assert changes["hours"].headers == (("X-Vapi-Secret", "another-secret-1"),)
    assert changes_for(tools, as_handler(handler, path="/mine")) == {}


def test_the_only_server_of_tools_is_the_usual_one():
    """With two, none is."""
    one, two = ({"url": f"https://hooks.example.com/{at}"} for at in (1, 2))

    assert usual_server(user_tools([tool("a", server=one), tool("b", server=one)])).path == "/1"
    assert usual_server(user_tools([tool("a", server=one), tool("b", server=two)])) is None


def test_the_slowest_tool_says_how_long_vapi_waits():
    """For calls of tools; where no server says it, the usual limit holds."""
    quick, slow = ({"url": "https://x.test", "timeoutSeconds": seconds} for seconds in (5, 45))

    assert time_limits(user_tools([tool("a", server=quick), tool("b", server=slow)]), 20) == {
        "tool-calls": 45
    }
    assert time_limits(user_tools([BOOK]), 20) == {}
    assert time_limits(None, 20) == {}
