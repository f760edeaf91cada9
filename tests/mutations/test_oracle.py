"""
No mutation is valid under the errata, as a validator of others says with the errata written down once more.
"""

import json
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest

from pytest_vapi_contract.bundle import schemas_directory
from pytest_vapi_contract.samples import mutations
from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP

NULLS = (
    "assistantId squadId squad squadOverrides workflowId customerId startedAt endedAt endedReason destination"
)
#: What only some types have is in them: text as output, dialogues, tool calls.
SOME = {REVISIONS[0]: ("model-output",), REVISIONS[1]: ("conversation-update", "tool-calls")}
TYPES = [
    (revision, type)
    for revision in REVISIONS
    for type in (contract(revision).message_types if DEEP else SOME[revision])
]


@pytest.mark.parametrize(("revision", "type"), TYPES)
def test_no_mutation_is_valid_with_all_errata_applied(revision, type):
    """
    Unions inclusive, formats not asserted, and what the wire has accepted wherever its component is used.
    """
    accepts = oracle(revision, type)

    accepted = [each.id for each in mutations(type, contract=contract(revision)) if accepts(each.body)]

    assert accepted == []


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize(
    "message",
    [
        {"type": "model-output", "output": "Hello"},
        {"type": "model-output", "output": []},
        {
            "type": "tool-calls",
            "toolWithToolCallList": [],
            "toolCallList": [{"id": "1", "type": "function", "function": {"name": "a", "arguments": {}}}],
        },
        {"type": "conversation-update", "messagesOpenAIFormatted": [{"role": "assistant", "tool_calls": []}]},
        {"type": "hang", "phoneNumber": {"provider": "vapi", "hooks": None}},
        {"type": "hang", "assistant": {"serverMessages": ["hang"]}},
    ],
    ids=str,
)
def test_the_oracle_accepts_what_the_wire_has(revision, message):
    """It would accept a mutation that consists of nothing else."""
    assert oracle(revision, message["type"])({"message": message})


@cache
def oracle(revision, type):
    """Return what says whether a body is valid under the errata, written without our reading of them."""
    schema = jsonschema_rs.Draft202012Validator(amended(revision, type))

    def accepts(body):
        message = body.get("message") if isinstance(body, dict) else None
        try:
            return schema.is_valid(message)
        except ValueError:  # what is not JSON
            return False

    return accepts


def amended(revision, type):
    """
    Return the published schema of a message type, with all that wire.md of the project lists changed in it.
    """
    folder = schemas_directory() / revision
    components = loaded(folder / "components.json")["$defs"]
    message = loaded(folder / f"{type}.json")
    either(components["ToolCallFunction"]["properties"], "arguments", {"type": "object"})
    components["OpenAIMessage"]["required"].remove("content")
    if revision == "2026-04-22":  # its type is "enum", which JSON does not have
        sound = components["CreateWorkflowDTO"]["properties"]["backgroundSound"]
        sound["oneOf"][0] = {"type": "string", "enum": ["off", "office"]}
    for name in NULLS.split():
        either(components["Call"]["properties"], name, {"type": "null"})
    for name in ("Byo", "Telnyx", "Twilio", "Vapi", "Vonage"):
        properties = components[f"Create{name}PhoneNumberDTO"]["properties"]
        for each in properties.keys() - {"provider"}:
            either(properties, each, {"type": "null"})
    if type == "model-output":
        call = {"type": "object", "required": ["id", "type", "function"]}
        either(message["properties"], "output", {"type": ["string", "array"], "items": call})
    whole = {**message, "$defs": components}
    return json.loads(json.dumps(inclusive(without_contradictions(whole))).replace("components.json#", "#"))


def loaded(path: Path):
    """Return the JSON in a file."""
    return json.loads(path.read_text(encoding="utf-8"))


def either(properties, name, schema):
    """Let a property be as another schema says, too."""
    properties[name] = {"anyOf": [properties[name], schema]}


def without_contradictions(value):
    """Move each enum of texts from a list to its items, let null into those beside it, and drop the empty."""
    if isinstance(value, list):
        return [without_contradictions(each) for each in value]
    if not isinstance(value, dict):
        return value
    held = {key: without_contradictions(each) for key, each in value.items()}
    enum, kind = held.get("enum"), held.get("type")
    if not isinstance(enum, list):
        return held
    if kind == "array":
        return {key: each for key, each in held.items() if key != "enum"} | {"items": {"enum": enum}}
    if kind == "object":
        return {**held, "type": "string"}
    if isinstance(kind, list) and "null" in kind:
        return {**held, "enum": [*enum, None]}
    return held if enum else {key: each for key, each in held.items() if key != "enum"}


def inclusive(value):
    """Read each `oneOf` as `anyOf`; a property may be called so."""
    if isinstance(value, list):
        return [inclusive(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        "anyOf" if key == "oneOf" and isinstance(each, list) else key: inclusive(each)
        for key, each in value.items()
    }
