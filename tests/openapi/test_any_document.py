"""
Whatever an OpenAPI document holds, it is imported or refused in words, and what is imported can be used.
"""

import tempfile
import warnings
from copy import deepcopy
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.errors import BadDocument
from pytest_vapi_contract.openapi import import_document
from tests.depth import many
from tests.openapi.documents import document, message, reference, replies, saved, server_messages

TEXT = {"type": "string"}
#: A little of everything that is in what Vapi publishes.
SMALL = document(
    ServerMessage=server_messages("ServerMessageToolCalls", "ServerMessageHang"),
    ServerMessageToolCalls=message(
        "tool-calls", toolCallList={"type": "array", "items": reference("ToolCall")}, call=reference("Call")
    ),
    ServerMessageResponse=replies("ServerMessageResponseHang"),
    ServerMessageResponseHang={"oneOf": [TEXT, {"type": "object", "nullable": True}]},
    ClientMessageAssistantStarted=message("assistant.started", call={"allOf": [reference("Call")]}),
    ToolCall={"type": "object", "properties": {"function": reference("ToolCallFunction")}},
    ToolCallFunction={"type": "object", "properties": {"arguments": TEXT}, "required": ["arguments"]},
    Call={
        "type": "object",
        "properties": {
            "endedAt": {"type": "string", "format": "date-time"},
            "endedReason": {"type": "string", "enum": ["hangup", "silence"]},
            "squad": {"allOf": [reference("Call")]},
            "destination": {"oneOf": [reference("Call"), {"type": "array", "enum": ["a"]}]},
            "name": {"type": "string", "maxLength": 40, "pattern": "/^[a-z]+$/u"},
        },
    },
)
NAMES = ["type", "enum", "oneOf", "allOf", "$ref", "properties", "required", "items", "nullable", "pattern"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 2),
    st.sampled_from(
        ["", "string", "object", "enum", "(", "#/components/schemas/Call", "#/components/schemas/No"]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["a", None, 1, {}, TEXT, reference("Call")]), max_size=2),
    st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from([None, True, "a", [], {}, TEXT, ["a"]]), max_size=2
    ),
)


def places(value, at=()):
    """Yield the path of each value within a value."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in entries:
        yield (*at, key)
        yield from places(inner, (*at, key))


@st.composite
def documents(draw):
    """Draw a document in which some values are others, or are missing, or have more beside them."""
    content = deepcopy(SMALL)
    for _ in range(draw(st.integers(1, 3))):
        *before, last = draw(st.sampled_from(list(places(content))))
        parent = content
        for key in before:
            parent = parent[key]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "remove":
                del parent[last]
            case "add" if isinstance(parent, dict):
                parent[draw(st.sampled_from(NAMES))] = deepcopy(draw(VALUES))
            case _:
                parent[last] = deepcopy(draw(VALUES))
    return content


# The smallest text of a pattern is searched for by Hypothesis, which minds being called within itself.
@settings(max_examples=many(100, 20_000), suppress_health_check=[HealthCheck.nested_given])
@given(content=documents())
def test_a_document_is_imported_or_refused_in_words(content):
    """No raw exception leaves the import, and every reading of what was imported can be asked."""
    with tempfile.TemporaryDirectory() as directory, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = saved(Path(directory), content)
        try:
            bundle = import_document(path)
        except BadDocument:
            return

    contract = Contract(bundle)

    for type in contract.observed_types:
        assert contract.judge({"type": type}).standing == contract.standing({"type": type})
        contract.unseen({"type": type})
        contract.catalogue("observed").message(type)
    for type in contract.message_types:
        contract.reachability(type)
