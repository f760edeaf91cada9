"""All tools that a user gives."""

import json

import pytest

from pytest_vapi_contract.errors import BadArguments, BadOption, NoTools, UnknownTool
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, SECRET, TOKEN, assistant, properties, tool


def test_a_list_of_tools_is_read():
    """A value that was read is taken as it is."""
    tools = user_tools([BOOK, tool("cancel")])

    assert tools.names == ("book_table", "cancel")
    assert user_tools(tools) is tools
    assert user_tools((BOOK,)).names == ("book_table",)


def test_a_file_is_read(tmp_path):
    """By its path, as text or not."""
    path = tmp_path / "assistant.json"
    path.write_text(json.dumps(assistant(BOOK)))

    tools = user_tools(str(path))

    assert tools.names == user_tools(path).names == ("book_table",)
    assert tools.source == str(path)
    assert tools.settings.server is not None
    assert tools.settings.server.timeout == 12


@pytest.mark.parametrize("value", [None, 3, [3], ["book"], {"a", "b"}])
def test_anything_else_is_refused(value):
    """The error says what is taken."""
    with pytest.raises(BadOption, match="It must be a list of tools, or the path of a JSON or YAML file"):
        user_tools(value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "`tools` has no function tools: nothing in it looks like one. They are expected in a list"),
        (
            [{"type": "endCall"}, {"type": "dtmf"}],
            "its tools are of other types (dtmf, endCall), which do not call",
        ),
        ({"model": {"toolIds": ["1", "2"]}}, "it refers to 2 of them only by id (`toolIds`)"),
    ],
)
def test_where_there_are_no_tools_the_error_says_why(value, why):
    """What was found in their place is told."""
    with pytest.raises(NoTools) as raised:
        user_tools(value)

    assert why in str(raised.value)


def test_a_tool_that_is_there_twice_is_one():
    """Members of a squad share tools; a different one of the same name is noted."""
    other = tool("book_table", properties(day={"type": "string"}))

    assert user_tools([BOOK, BOOK]).notes == ()
    assert user_tools([BOOK, BOOK]).names == ("book_table",)
    assert user_tools([BOOK, other]).notes == (
        "The tool 'book_table' is defined more than once, in different ways; the first definition is used.",
    )


def test_tools_are_found_by_their_names():
    """A name that is nearly right is asked for."""
    tools = user_tools([BOOK, tool("cancel")])

    assert tools.named("cancel").tool.name == "cancel"
    with pytest.raises(UnknownTool, match="Unknown tool 'book_tabel'. Did you mean 'book_table'?"):
        tools.named("book_tabel")
    with pytest.raises(UnknownTool, match="The tools are book_table, cancel."):
        tools.named("x")


def test_arguments_are_checked():
    """Each place that breaks the parameters is listed."""
    tools = user_tools([BOOK])

    tools.check_arguments("book_table", {"day": "fri", "people": 2})

    with pytest.raises(BadArguments) as raised:
        tools.check_arguments("book_table", {"day": "sun", "people": 0})
    assert str(raised.value) == (
        "The arguments do not match the parameters of 'book_table':\n"
        '  /day: "sun" is not "fri" or "sat" [enum]\n'
        "  /people: 0 is less than 1 [minimum]"
    )


def test_the_messages_of_a_squad_are_those_of_its_members():
    """Unless one of them does not say which are on."""
    first, second = assistant(BOOK, serverMessages=["hang"]), assistant(serverMessages=["tool-calls"])

    said = user_tools({"members": [{"assistant": first}, {"assistant": second}]})
    unsaid = user_tools({"members": [{"assistant": first}, {"assistant": assistant()}]})

    assert said.settings.server_messages == {"hang", "tool-calls"}
    assert unsaid.settings.server_messages is None


def test_no_secret_is_shown():
    """Neither in the text of the value nor in an error about it."""
    tools = user_tools(assistant(BOOK, credentials=[{"apiKey": TOKEN}]))

    assert set(tools.secrets) == {SECRET, TOKEN}
    assert not any(secret in repr(tools) for secret in tools.secrets)
    with pytest.raises(BadOption) as raised:
        user_tools([TOKEN])
    assert TOKEN not in str(raised.value)


def test_a_large_file_is_read_whole(tmp_path):
    """Forty tools with nested references, two megabytes in all."""
    address = {
        "type": "object",
        "properties": {f"line{at}": {"type": "string", "description": "x" * 150} for at in range(250)},
    }
    parameters = properties(to={"$ref": "#/$defs/Party"}) | {
        "$defs": {"Party": properties(address={"$ref": "#/$defs/Address"}), "Address": address}
    }
    path = tmp_path / "assistant.json"
    path.write_text(json.dumps(assistant(*(tool(f"tool_{at}", parameters) for at in range(40)))))

    tools = user_tools(path)

    assert path.stat().st_size > 2_000_000
    assert len(tools.callable) == 40
    assert tools.notes == ()
