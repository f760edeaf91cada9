"""What is worth knowing of a tool."""

import pytest

from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, properties, tool


def test_a_tool_in_order_has_no_notes():
    """Nothing is said of it."""
    assert user_tools([BOOK, tool("ping")]).notes == ()


@pytest.mark.parametrize(
    "parameters",
    [
        properties(day={"type": "string"}) | {"required": []},
        {"type": "object", "properties": {"day": {"type": "string", "default": "today"}}},
    ],
)
def test_a_tool_may_have_optional_arguments_only(parameters):
    """If it says so, by an empty list or by defaults, nothing is noted."""
    assert user_tools([tool("it", parameters)]).notes == ()


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (
            tool("book table"),
            "The tool 'book table' has a name that Vapi rejects: it takes 1 to 64 letters, digits, '_' and '-'.",  # noqa: E501
        ),
        (
            tool("it", {"type": "object", "properties": {"day": {"type": "string"}}}),
            "The tool 'it' has parameters without `required`: the model may leave out every argument.",
        ),
        (
            tool("it", properties(day={"type": "string"}) | {"required": ["date", "day"]}),
            "The tool 'it' requires 'date', which its properties do not list.",
        ),
    ],
)
def test_each_is_said_once_in_a_sentence(given, note):
    """A name, missing `required`, and a required property that is not there."""
    assert user_tools([given]).notes == (note,)


def test_a_schema_that_contradicts_itself_is_noted():
    """The tool is not called, and that is said."""
    [note] = user_tools([tool("it", properties(n={"type": "integer", "minimum": 5, "maximum": 2}))]).notes

    assert note.startswith("The tool 'it' has parameters that no arguments can match, so it is not called: ")


def test_what_is_read_in_part_is_noted():
    """A keyword with a value that means nothing is left out, and that is said."""
    [note] = user_tools([tool("it", properties(n={"type": "string", "required": True}))]).notes

    assert "The tool 'it' has parameters that are only partly read: " in note
    assert "`required` is true, not a list of strings" in note
