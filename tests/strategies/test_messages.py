"""Drawn messages conform in every reading, are spread widely, and shrink to what was asked for."""

import os
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.errors import UnknownMessageType
from pytest_vapi_contract.samples import sample
from pytest_vapi_contract.strategies import messages, model_output, observed_model_output, session_created
from tests.contract.judges import quick_judges, thorough_judges
from tests.contract.messages import REVISIONS, contract, doubting, small
from tests.depth import DEEP, many
from tests.strategies.drawing import EVERY_TYPE, FIRST_CLASS, USUAL_TYPES, drawn, smallest

module = sys.modules["pytest_vapi_contract.strategies.messages"]
NEWEST = REVISIONS[-1]
FIRST_CLASS_TYPES = [each for each in EVERY_TYPE if each[1] in FIRST_CLASS]
OTHER_TYPES = [each for each in USUAL_TYPES if each[1] not in FIRST_CLASS]


def check_conforming(revision, type, message):
    """Our verdict and jsonschema_rs accept a message in all four published readings."""
    assert contract(revision).standing(message) == "conforming"
    assert all(judge.is_valid(message) for judge in quick_judges(revision, type))


@settings(max_examples=many(40, 20_000))
@given(data=st.data())
@pytest.mark.parametrize(("revision", "type"), FIRST_CLASS_TYPES)
def test_messages_of_a_first_class_type_conform_in_every_reading(revision, type, data):
    """Our verdict and jsonschema_rs accept every message in all four published readings."""
    message = data.draw(messages(type, contract=contract(revision)))

    check_conforming(revision, type, message)


@settings(max_examples=many(12, 500))
@given(data=st.data())
@pytest.mark.parametrize(("revision", "type"), OTHER_TYPES)
def test_messages_of_the_other_types_conform_in_every_reading(revision, type, data):
    """The same holds for each other message type."""
    message = data.draw(messages(type, contract=contract(revision)))

    assert contract(revision).standing(message) == "conforming"
    if DEEP:  # a compiled validator for each type and reading takes a while
        check_conforming(revision, type, message)


@settings(max_examples=many(3, 100))
@given(data=st.data())
@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_the_reference_implementation_agrees(revision, type, data):
    """`jsonschema`, which shares no code with the other judges, accepts drawn messages as well."""
    message = data.draw(messages(type, contract=contract(revision)))

    assert all(judge.is_valid(message) for judge in thorough_judges(revision, type))


@settings(max_examples=many(15, 1_000))
@given(data=st.data())
@pytest.mark.parametrize("detail", ["minimal", "rich"])
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_messages_of_other_sizes_conform(type, detail, data):
    """The smallest and the largest messages conform as well."""
    message = data.draw(messages(type, detail=detail, contract=contract()))

    check_conforming(NEWEST, type, message)


@settings(max_examples=many(60, 5_000))
@given(data=st.data())
@pytest.mark.parametrize(("revision", "type"), FIRST_CLASS_TYPES)
def test_observed_messages_of_a_first_class_type_never_violate(revision, type, data):
    """What looks like production is conforming or disputed."""
    message = data.draw(messages(type, reading="observed", contract=contract(revision)))

    assert contract(revision).standing(message) != "violating"


@settings(max_examples=many(8, 500))
@given(data=st.data())
@pytest.mark.parametrize(("revision", "type"), OTHER_TYPES)
def test_observed_messages_of_the_other_types_never_violate(revision, type, data):
    """The same holds for each other message type."""
    message = data.draw(messages(type, reading="observed", contract=contract(revision)))

    assert contract(revision).standing(message) != "violating"


@settings(max_examples=many(25, 2_000))
@given(data=st.data())
@pytest.mark.parametrize("detail", ["minimal", "typical", "rich"])
@pytest.mark.parametrize("type", ["status-update", "tool-calls", "end-of-call-report", "model-output"])
def test_observed_messages_are_those_of_one_call(type, detail, data):
    """
    The call is as it was created, its records are stored, its dialogue is there twice, and there is no chat.
    """
    message = data.draw(messages(type, reading="observed", detail=detail, contract=contract()))

    call, artifact = message["call"], message["artifact"]
    assert (call["status"], call["updatedAt"]) == ("queued", call["createdAt"])
    assert {"startedAt", "endedAt", "endedReason"} & call.keys() == set()
    assert message["assistant"]["id"] == call["assistantId"]
    assert message["assistant"]["model"]["messages"][0]["content"] == artifact["messages"][0]["message"]
    assert artifact["variables"] == artifact["variableValues"]
    assert "chat" not in message
    if type == "tool-calls":
        assert message["toolCalls"] == message["toolCallList"]
    if type == "end-of-call-report":
        assert (message["messages"], message["transcript"]) == (artifact["messages"], artifact["transcript"])
        assert message["durationSeconds"] == message["durationMs"] / 1000


@settings(max_examples=many(25, 2_000))
@given(data=st.data())
@pytest.mark.parametrize("type", ["session.created", "chat.created"])
def test_what_is_written_has_no_call_if_it_is_observed(type, data):
    """A session or a chat is not a call."""
    message = data.draw(messages(type, reading="observed", contract=contract()))

    assert {"call", "artifact"} & message.keys() == set()


def test_an_observed_message_shrinks_to_a_short_call():
    """What is left is one short call, and of what is drawn only what is required."""
    strategy = messages("model-output", reading="observed", detail="minimal", contract=contract())

    message = smallest(strategy, lambda each: True, Random(1))

    whole = sample("model-output", seed=0, reading="observed", detail="minimal", contract=contract())
    assert {name: message[name] for name in ("call", "artifact", "assistant")} == {
        name: whole[name] for name in ("call", "artifact", "assistant")
    }
    assert message["output"] in ("", [])


def test_messages_of_the_first_class_types_have_strategies_of_their_own():
    """They draw what `messages` draws for the type."""
    asked = contract()

    assert drawn(session_created(contract=asked), 5) == drawn(messages("session.created", contract=asked), 5)
    assert drawn(model_output(contract=asked), 5) == drawn(messages("model-output", contract=asked), 5)
    assert drawn(observed_model_output(contract=asked), 5) == drawn(
        messages("model-output", contract=asked, reading="observed"), 5
    )


# --- Shrinking


def with_voice(message):
    """Tell whether the voice of the session's assistant comes from one provider."""
    return message["session"].get("assistant", {}).get("voice", {}).get("provider") == "rime-ai"


def with_three_entries(message):
    """Tell whether the chat holds three messages."""
    return len(message.get("chat", {}).get("messages", ())) >= 3


def with_handoff(message):
    """Tell whether the assistant has a tool that holds an assistant in turn."""
    tools = message.get("assistant", {}).get("model", {}).get("tools", [])
    return any(tool.get("type") == "handoff" for tool in tools)


MOMENT = "2026-01-01T00:00:00Z"
BARE = {"id": "", "orgId": "", "createdAt": MOMENT, "updatedAt": MOMENT}
TURN = {"role": "assistant"}
HANDOFF = {"model": {"tools": [{"type": "handoff"}]}}  # and what the model requires, whichever it is
SHRUNK = {
    with_voice: {"session": {**BARE, "assistant": {"voice": {"provider": "rime-ai", "voiceId": ""}}}},
    with_three_entries: {"session": BARE, "chat": {**BARE, "messages": [TURN] * 3}},
    with_handoff: {"session": BARE, "assistant": HANDOFF},
}


def take_away_what_is_required(message, part):
    """Leave in a part of a message only what it could do without."""
    required = []
    for name in list(part):
        value = part.pop(name)
        if contract().standing(message) != "conforming":
            required.append(name)
        part[name] = value
    for name in required:
        del part[name]


@pytest.mark.parametrize("seed", range(many(1, 10)))
@pytest.mark.parametrize("predicate", SHRUNK)
def test_shrinking_leaves_what_is_required_and_what_was_asked_for(predicate, seed):
    """Nothing beyond it is left in the smallest message."""
    message = smallest(session_created(contract=contract()), predicate, Random(seed))

    if predicate is with_handoff:
        take_away_what_is_required(message, message["assistant"]["model"])
    assert message == {"type": "session.created", **SHRUNK[predicate]}


# --- Fixed properties


def test_an_unknown_message_type_is_refused():
    """The error names the type that was probably meant."""
    with pytest.raises(UnknownMessageType, match=r"Did you mean 'model-output'\?"):
        messages("model-outptu", contract=contract())


# --- Tiny contracts


@settings(max_examples=many(60, 2_000))
@given(data=st.data())
@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": {"type": "boolean"}, "minItems": 1, "maxItems": 2, "uniqueItems": True},
        {"type": "object", "additionalProperties": {"type": "integer", "minimum": 3}},
        {"type": "object", "minProperties": 2},
        {"type": "object", "maxProperties": 1, "properties": {"a": True, "b": True}},
        {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "string", "minLength": 2}]},
        {"oneOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]},
        {"type": ["string", "null"], "pattern": "^[ab]+$"},
        {"enum": [1, "1", None, [], {}]},
        {"$ref": "#/$defs/Node"},
    ],
    ids=["unique", "map", "two-names", "one-name", "lengths", "open-enum", "pattern", "mixed", "recursion"],
)
def test_messages_of_a_tiny_contract_conform(schema, data):
    """Also where an imported contract uses what the shipped ones do not."""
    node = {
        "type": "object",
        "properties": {
            "next": {"$ref": "#/$defs/Node"},
            "all": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        },
    }
    tiny = small(schema, components={"Node": node})

    message = data.draw(messages("ping", contract=tiny))

    assert tiny.standing(message) == "conforming"


# --- In other processes

LIST = """
import json, sys
from hypothesis import Phase, given, seed, settings
from pytest_vapi_contract import strategies

values = []

@seed(5)
@settings(max_examples=10, database=None, deadline=None, phases=[Phase.generate])
@given(strategies.session_created())
def draw(value):
    values.append(value)

draw()
print(json.dumps(values))
"""


def in_another_process(code, **environment):
    """What a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_the_same_seed_draws_the_same_messages_in_another_process():
    """Nothing that is prepared depends on how Python scatters hashes."""
    lists = {in_another_process(LIST, PYTHONHASHSEED=seed) for seed in ("1", "2")}

    assert len(lists) == 1


FIRST = """
import sys
from pytest_vapi_contract import strategies
from hypothesis import Phase, given, settings

@settings(max_examples=1, database=None, deadline=None, phases=[Phase.generate])
@given(strategies.session_created())
def draw(value):
    pass

draw()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_first_message_comes_without_heavy_imports():
    """Faker and the fast validator are not imported before they are needed."""
    loaded = set(in_another_process(FIRST).split())

    assert "hypothesis" in loaded
    assert loaded & {"faker", "jsonschema_rs"} == set()


@given(st.data())
def test_what_is_not_as_labelled_is_replaced(data):
    """The smallest message takes its place, with what is fixed."""
    strict = doubting(lambda message: "conforming" if message.get("value", "") == "" else "violating")

    assert data.draw(messages("ping", contract=strict, detail="rich")).get("value", "") == ""
    assert data.draw(messages("ping", contract=strict, value=st.just(""))) == {"type": "ping", "value": ""}


def places_prepared(strategy_type):
    """How many places messages of a type are grown towards, as far as that is prepared."""
    found = [source for source in module._sources if source.type == strategy_type]
    return sum(len(vars(source).get("_deeper", ())) for source in found)


def test_what_was_prepared_is_let_go_and_made_again():
    """A strategy draws the same before and after."""
    strategy = messages("hang", contract=contract(NEWEST))
    before = drawn(strategy, 5)

    assert places_prepared("hang")
    module.forget("hang")
    assert not places_prepared("hang")
    assert drawn(strategy, 5) == before
