"""Samples conform, are the same for the same seed, and are what a person would believe."""

import hashlib
import json
import statistics

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import DocumentWarning, UnknownMessageType, UnsupportedMessage
from pytest_vapi_contract.mutations import representative_mutations
from pytest_vapi_contract.samples import covering, mutations, representative, sample, spelled_otherwise
from tests.contract.judges import quick_judges, thorough_judges
from tests.contract.messages import doubting, small
from tests.depth import many
from tests.strategies.drawing import EVERY_TYPE, USUAL_TYPES

FIRST_CLASS = ("session.created", "model-output")
CONTRACTS = {revision: shipped(revision) for revision in Contract.revisions()}
NEWEST = CONTRACTS[Contract.revisions()[-1]]
#: What `sample` gave on Python 3.11. Where samples are meant to change, the new digest belongs here: users
#: notice the change, so it belongs into the changelog too.
DIGESTS = {"2026-04-22": "0eecee172128861d", "2026-08-18": "6f9fba4b057497d3"}


@pytest.mark.parametrize(("revision", "type"), EVERY_TYPE)
def test_samples_conform_in_every_reading(revision, type):
    """Our verdict, jsonschema_rs and jsonschema accept every sample in all four published readings."""
    first_class = type in FIRST_CLASS
    count, explained = (many(200, 1_000), many(4, 1_000)) if first_class else (many(25, 100), many(1, 100))

    messages = [sample(type, seed=seed, contract=CONTRACTS[revision]) for seed in range(count)]

    assert {CONTRACTS[revision].standing(message) for message in messages} == {"conforming"}
    assert CONTRACTS[revision].judge(messages[0]).conforming
    assert all(judge.is_valid(message) for judge in quick_judges(revision, type) for message in messages)
    for judge in thorough_judges(revision, type):
        assert all(map(judge.is_valid, messages[:explained]))
        assert not judge.is_valid(messages)


@pytest.mark.parametrize("detail", ["minimal", "rich"])
@pytest.mark.parametrize(("revision", "type"), USUAL_TYPES)
def test_samples_of_other_sizes_conform(revision, type, detail):
    """The smallest and the largest samples conform as well."""
    contract = CONTRACTS[revision]

    messages = [sample(type, seed=seed, contract=contract, detail=detail) for seed in range(many(4, 200))]

    assert {contract.standing(message) for message in messages} == {"conforming"}


@pytest.mark.parametrize("detail", ["minimal", "typical", "rich"])
@pytest.mark.parametrize(("revision", "type"), USUAL_TYPES)
def test_observed_samples_never_violate(revision, type, detail):
    """What looks like production is conforming or disputed."""
    contract = CONTRACTS[revision]
    count = many(10, 1_000)

    messages = [
        sample(type, seed=seed, contract=contract, reading="observed", detail=detail) for seed in range(count)
    ]

    assert "violating" not in {contract.standing(message) for message in messages}


@pytest.mark.parametrize("revision", CONTRACTS)
def test_the_same_seed_gives_the_same_sample_everywhere(revision):
    """Samples are the same in every process, on every machine and Python."""
    contract = CONTRACTS[revision]
    written = hashlib.sha256()

    for type in contract.message_types:
        for seed in range(4):
            written.update(json.dumps(sample(type, seed=seed, contract=contract)).encode())
            observed = sample(type, seed=seed, contract=contract, reading="observed", detail="rich")
            written.update(json.dumps(observed).encode())

    assert written.hexdigest()[:16] == DIGESTS[revision]


@pytest.mark.parametrize("type", NEWEST.message_types)
def test_other_seeds_give_other_samples(type):
    """No two of many seeds give the same message."""
    written = {json.dumps(sample(type, seed=seed)) for seed in range(200)}

    assert len(written) == 200


def test_a_sample_belongs_to_its_caller():
    """To change a sample changes no other one."""
    before = json.dumps(sample("end-of-call-report", seed=3))

    _spoil(sample("end-of-call-report", seed=3))

    assert json.dumps(sample("end-of-call-report", seed=3)) == before


def _spoil(value):
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            _spoil(part)
    value.clear()


@pytest.mark.parametrize("type", NEWEST.message_types)
def test_every_sample_says_its_type(type):
    """`type` comes first, also where the schema does not require it."""
    for detail in ("minimal", "typical", "rich"):
        assert next(iter(sample(type, detail=detail).items())) == ("type", type)


@pytest.mark.parametrize("type", NEWEST.message_types)
def test_typical_samples_have_the_size_of_small_messages(type):
    """Half of them have at least 1 KB."""
    sizes = [len(json.dumps(sample(type, seed=seed))) for seed in range(300)]

    assert statistics.median(sizes) >= 1_000


@pytest.mark.parametrize("type", FIRST_CLASS)
def test_most_samples_have_a_call(type):
    """A call is there as one expects it, but a handler cannot rely on it."""
    share = sum("call" in sample(type, seed=seed) for seed in range(400)) / 400

    assert 0.75 < share < 0.99


def test_the_result_of_a_tool_answers_a_call():
    """After the calls in an observed dialogue come their results, in their order."""
    answered = 0

    for seed in range(20):
        message = sample("end-of-call-report", seed=seed, reading="observed", detail="rich")
        entries = message["artifact"]["messages"]
        for at, entry in enumerate(entries):
            if entry["role"] == "tool_calls":
                called = [call["id"] for call in entry["toolCalls"]]
                results = entries[at + 1 : at + 1 + len(called)]
                assert [result.get("toolCallId") for result in results] == called
                answered += len(called)

    assert answered > 20


def test_tool_calls_agree():
    """Both lists of a `tool-calls` message tell the same call."""
    for seed in range(50):
        message = sample("tool-calls", seed=seed, detail="rich")

        (told,), (call,) = message["toolWithToolCallList"], message["toolCallList"]

        assert told["toolCall"]["id"] == call["id"]
        assert json.loads(call["function"]["arguments"])


def test_observed_output_is_a_token_or_a_list_of_tool_calls():
    """Most are text, from one token to a phrase; a few are calls of tools, as consumers have seen them."""
    outputs = [sample("model-output", seed=seed, reading="observed")["output"] for seed in range(400)]

    tokens = [output for output in outputs if isinstance(output, str)]
    calls = [output for output in outputs if not isinstance(output, str)]
    assert len(calls) * 1.2 < len(tokens)
    assert min(map(len, tokens)) < 4
    assert max(map(len, tokens)) > 40
    assert any("<flush />" in token for token in tokens)
    assert all(call["type"] == "function" and json.loads(call["function"]["arguments"]) for (call,) in calls)


def test_observed_samples_show_what_is_disputed():
    """Preset voices, dialogues with all roles, and enumerations of lists as their items."""
    voices, roles, listed = set(), set(), 0

    for seed in range(150):
        message = sample("end-of-call-report", seed=seed, reading="observed", detail="rich")
        roles |= {turn["role"] for turn in message["artifact"]["messages"]}
        voice = message["assistant"].get("voice", {})
        voices.add((voice.get("provider"), voice.get("voiceId")))
        listed += isinstance(message["assistant"].get("serverMessages"), list)

    assert {"user", "bot", "system", "tool_calls", "tool_call_result"} <= roles
    assert {("11labs", "sarah"), ("11labs", "burt"), ("11labs", "paula")} & voices
    assert listed > 10


def test_one_seed_is_one_conversation():
    """Messages of other types and the same seed are about the same call."""
    ids = {
        sample(type, seed=1, detail="rich")["call"]["id"] for type in ("transcript", "hang", "model-output")
    }

    assert len(ids) == 1


@pytest.mark.parametrize("detail", ["minimal", "typical", "rich"])
@pytest.mark.parametrize(
    "bounds",
    [
        {"minProperties": 1, "additionalProperties": False},
        {"maxProperties": 1},
        {"maxProperties": 1, "required": ["b"]},
        {"minProperties": 4, "additionalProperties": {"type": "null"}},
    ],
)
def test_samples_have_as_many_properties_as_they_may(bounds, detail):
    """Where too few are declared, others are made up."""
    counted = {"properties": {name: {"type": "string"} for name in "abc"}, **bounds}
    contract = small({"properties": {"counted": {"type": "object", **counted}}, "required": ["counted"]})

    samples = [sample("ping", seed=seed, contract=contract, detail=detail) for seed in range(60)]

    assert {contract.standing(each) for each in samples} == {"conforming"}


@pytest.mark.parametrize("make", [sample, covering, mutations])
def test_an_unknown_type_is_refused(make):
    """The error names the type that was probably meant."""
    with pytest.raises(UnknownMessageType, match=r"Did you mean 'session\.created'\?"):
        make("session.create")


def test_covering_takes_a_contract():
    """The suite is that of the contract that is asked for."""
    suite = covering("ping", contract=small({"enum": [1, 2]}))

    assert [each.message for each in suite] == [
        {"type": "ping", "value": 1},
        {"type": "ping", "value": 2},
        {"type": "ping"},
    ]


def test_mutations_come_in_the_same_order():
    """Mutations are those of the type, in one order."""
    schema = {"oneOf": [{"type": "string", "maxLength": 3}, {"enum": [1, 2]}, {"type": "array"}]}

    once, twice = (mutations("ping", contract=small(schema)) for _ in range(2))

    assert len(once) > 20
    assert [each.id for each in once] == [each.id for each in twice]
    assert {each.type for each in once} == {"ping"}


def test_the_representative_mutations_stand_for_all():
    """They are some forty, each of them a mutation, and those that the fixtures run."""
    few = representative("hang")

    assert 20 < len(few) < 100
    assert few == representative_mutations(NEWEST, "hang")
    assert {NEWEST.standing(each.body) for each in few} == {"violating"}
    with pytest.raises(UnknownMessageType, match="Did you mean 'hang'"):
        representative("hangs")


def test_a_type_is_spelled_as_the_schema_lists_it():
    """The message is as production sends it, but for what the spelling says."""
    plain = sample("transcript", seed=3, reading="observed")

    [spelled] = spelled_otherwise("transcript", seed=3)

    said = {"type": 'transcript[transcriptType="final"]', "transcriptType": "final"}
    assert spelled == plain | said
    assert list(spelled_otherwise("hang")) == []
    assert list(spelled_otherwise("transcript", contract=small(True))) == []


def test_another_name_of_a_type_says_nothing_of_properties():
    """It is a spelling like any other; where no reading allows it, there is no message."""
    asked = small({"type": "string"})
    asked.bundle.messages["ping"]["properties"]["type"]["enum"] = ["ping", "pong", 'ping[value="a"]']

    assert [each["type"] for each in spelled_otherwise("ping", contract=asked)] == ["pong", 'ping[value="a"]']
    assert list(spelled_otherwise("ping", contract=doubting(lambda message: "violating"))) == []


def test_what_is_not_as_labelled_is_replaced_or_left_out():
    """The smallest message takes its place; of covering ones it is told; nothing is broken in one."""
    strict = doubting(lambda message: "conforming" if message == {"type": "ping"} else "violating")

    made = [sample("ping", seed=seed, contract=strict, detail="rich") for seed in range(5)]
    with pytest.warns(DocumentWarning, match="'ping' do not reach all places: 1 of them"):
        covered = covering("ping", contract=strict)
    broken = mutations("ping", contract=strict)

    assert made == [{"type": "ping"}] * 5
    assert [each.message for each in covered] == [{"type": "ping"}]
    assert {"value" in (mutation.unbroken or {}) for mutation in broken} == {False}


@pytest.mark.parametrize("name", [covering, mutations, representative, sample])
def test_what_cannot_be_generated_is_refused_in_words(name):
    """Whatever is asked for, and not by an error of Python's."""
    bundle = small({"enum": []}).bundle
    bundle.messages["ping"]["required"].append("value")

    with pytest.raises(
        UnsupportedMessage, match="'ping' cannot be generated: #/properties/value/enum: the enum is empty"
    ):
        name("ping", contract=Contract(bundle))
