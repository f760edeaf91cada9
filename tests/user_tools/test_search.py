"""Where tools are in what people give."""

import pytest

from pytest_vapi_contract.user_tools.search import found_in, secrets_in
from tests.user_tools.documents import BOOK, SECRET, TOKEN, assistant, tool

CANCEL = tool("cancel")


def named(value):
    """The names of the tools in a value."""
    return [each.name for each in found_in(value).tools]


@pytest.mark.parametrize(
    "value",
    [
        [BOOK, CANCEL],
        {"tools": [BOOK, CANCEL]},
        {"results": [BOOK, CANCEL], "metadata": {"totalItems": 2}},
        {"model": {"tools": [BOOK, CANCEL]}},
        assistant(BOOK, CANCEL),
        [assistant(BOOK), assistant(CANCEL)],
        {"results": [assistant(BOOK, CANCEL)]},
        {"members": [{"assistant": assistant(BOOK)}, {"assistant": assistant(CANCEL)}]},
        {"squad": {"members": [{"assistantOverrides": {"model": {"tools": [BOOK, CANCEL]}}}]}},
        {"assistantOverrides": {"tools:append": [BOOK, CANCEL]}},
        {"model": {"functions": [BOOK["function"], CANCEL["function"] | {"description": "x"}]}},
        [BOOK["function"], {"name": "cancel", "parameters": {}}],
    ],
)
def test_tools_are_found_wherever_vapi_has_them(value):
    """A list, an assistant, a squad, and what the API returns for them."""
    assert named(value) == ["book_table", "cancel"]


@pytest.mark.parametrize("value", [BOOK, BOOK["function"]])
def test_one_tool_is_found(value):
    """A file may have a single tool."""
    assert named(value) == ["book_table"]


def test_tools_of_other_types_call_no_webhook():
    """They are told apart, and not taken for function tools."""
    others = [
        {"type": "endCall"},
        {"type": "transferCall", "function": {"name": "transferCall"}},
        {"type": "apiRequest", "name": "weather", "description": "x"},
    ]

    found = found_in(assistant(*others))

    assert found.tools == ()
    assert found.others == ("endCall", "transferCall", "apiRequest")


def test_tools_that_are_named_by_their_ids_are_counted():
    """`toolIds` has no parameters to be read."""
    assert found_in({"model": {"toolIds": ["a", "b"]}}).ids == 2


def test_a_tool_has_its_own_server_or_that_of_its_assistant():
    """The nearer one counts, as at Vapi."""
    own = tool("cancel", server={"url": "https://hooks.example.com/cancel"})

    book, cancel = found_in(assistant(BOOK, own)).tools

    assert book.server is not None
    assert cancel.server is not None
    assert (book.server.path, cancel.server.path) == ("/vapi", "/cancel")


def test_what_a_tool_says_is_read():
    """Name, description, parameters, `strict`, `async`, and where it is."""
    value = assistant({**BOOK, "function": {**BOOK["function"], "strict": True}, "async": True})

    [found] = found_in(value).tools

    assert (found.name, found.description) == ("book_table", "Book a table at the restaurant.")
    assert found.parameters == BOOK["function"]["parameters"]
    assert (found.strict, found.is_async, found.place) == (True, True, "/model/tools/0")


def test_the_messages_that_are_on_are_read():
    """An assistant that does not list them says nothing of them."""
    [silent] = found_in(assistant(BOOK)).assistants
    [revealing] = found_in(assistant(BOOK, serverMessages=["tool-calls", "hang", 3])).assistants

    assert silent.server_messages is None
    assert revealing.server_messages == {"tool-calls", "hang"}


def test_secrets_are_found_by_the_names_of_their_properties():
    """Also in headers, credentials and URLs; not in the schema of a tool."""
    value = assistant(
        tool("x", {"properties": {"token": {"default": "visible-default"}}}),
        credentials=[{"provider": "x", "apiKey": TOKEN}],
        server={
            "url": "https://h.example.com?api_key=from-the-url&page=twenty",
            "headers": {"Authorization": "Bearer in-a-header"},
            "secret": SECRET,
        },
    )

    assert set(secrets_in(value)) == {TOKEN, "from-the-url", "Bearer in-a-header", SECRET}
