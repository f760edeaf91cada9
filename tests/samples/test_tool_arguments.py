"""Calls of the user's own tools."""

import json

import jsonschema
import pytest

from pytest_vapi_contract.errors import BadOption
from pytest_vapi_contract.samples.tool_arguments import call_of

PARAMETERS = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "enum": ["monday", "friday"]},
        "name": {"type": "string"},
        "guests": {"type": "integer", "minimum": 2},
        "vip": {"type": "boolean"},
        "notes": {"type": "array", "items": {"type": "string"}},
        "address": {
            "type": "object",
            "properties": {"zip": {"type": ["string", "null"], "default": "94107"}},
        },
        "any": {},
    },
    "required": ["day", "guests"],
}


@pytest.mark.parametrize("nested", [True, False])
def test_arguments_fit_the_parameters(nested):
    """However the tool is described: as in an assistant, or as a bare function."""
    function = {"name": "book", "parameters": PARAMETERS}

    call = call_of({"type": "function", "function": function} if nested else function, "call_1")

    assert (call.id, call.name) == ("call_1", "book")
    arguments = json.loads(call.arguments)
    jsonschema.validate(arguments, PARAMETERS)
    assert arguments.keys() == PARAMETERS["properties"].keys()
    assert (arguments["day"], arguments["address"]) == ("monday", {"zip": "94107"})


def test_a_tool_without_parameters_is_called_with_none():
    """Its arguments are an empty object."""
    assert call_of({"function": {"name": "ping"}}, "call_1").arguments == "{}"


@pytest.mark.parametrize("tool", [{}, {"function": "ping"}, {"function": {"name": ""}}])
def test_a_tool_without_a_name_is_an_error(tool):
    """It says what a tool looks like."""
    with pytest.raises(BadOption, match=r"function\.name"):
        call_of(tool, "call_1")
