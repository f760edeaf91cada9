import subprocess
import sys

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.bundle.read import schemas_directory
from pytest_vapi_contract.contract import WEAKEST, Contract, Reading, newest, shipped
from pytest_vapi_contract.errors import UnknownMessageType, UnknownRevision, UnsupportedMessage
from tests.contract.messages import REVISIONS, SESSION, contract, doubting, erratum, ping, small


def test_the_newest_revision_is_the_default():
    """Without a choice, the contract is the last that was published."""
    assert Contract.load().revision == Contract.revisions()[-1] == "2026-08-18"


def test_an_unknown_revision_is_named():
    """What there is instead is said."""
    with pytest.raises(UnknownRevision, match="2026-04-22, 2026-08-18"):
        Contract.load("2020-01-01")


@pytest.mark.parametrize("revision", REVISIONS)
def test_all_message_types_are_known(revision):
    """Every server message is there, not only the two of the first hour."""
    types = contract(revision).message_types

    assert len(types) == {"2026-04-22": 27, "2026-08-18": 29}[revision]
    assert list(types) == sorted(types)
    assert {"session.created", "model-output", "tool-calls", "end-of-call-report"} <= set(types)


def test_a_contract_describes_an_openapi_document(tmp_path):
    """A document of one's own becomes a contract, without a bundle on disk."""
    document = tmp_path / "openapi.json"
    document.write_text(
        """{"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "components": {"schemas": {
        "ServerMessage": {"type": "object", "required": ["message"], "properties": {
          "message": {"oneOf": [{"$ref": "#/components/schemas/ServerMessagePing"}]}}},
        "ServerMessagePing": {"type": "object", "required": ["type"], "properties": {
          "type": {"type": "string", "enum": ["ping"]}, "value": {"type": "integer"}}}}}}"""
    )

    ours = Contract.from_openapi(document, revision="2026-01-01")

    assert (ours.revision, ours.message_types) == ("2026-01-01", ("ping",))
    assert [ours.standing(ping(value)) for value in (1, "x")] == ["conforming", "violating"]


def test_a_schema_holds_what_it_needs_and_no_more():
    """Components come along through references, circles included; others do not."""
    components = {
        "Unused": {"type": "null"},
        "Tree": {
            "type": "object",
            "properties": {"$ref": {"$ref": "#/$defs/Leaf"}, "kids": {"items": {"$ref": "#/$defs/Tree"}}},
        },
        "Leaf": {"enum": [{"$ref": "#/$defs/Unused"}]},
    }

    schema = small({"$ref": "#/$defs/Tree"}, components=components).schema("ping")

    assert list(schema) == ["$schema", "title", "type", "properties", "required", "$defs"]
    assert schema["title"] == "ping"
    assert set(schema["$defs"]) == {"Tree", "Leaf"}


def test_a_schema_is_yours_to_change():
    """Whatever is done to a schema, the contract stays as it is."""
    ours = small({"enum": ["a"]}, components={"X": {}})
    schema = ours.schema("ping")
    schema["properties"]["value"]["enum"].append("b")
    schema["required"].clear()

    assert ours.standing(ping("b")) == "violating"
    assert ours.schema("ping")["properties"]["value"] == {"enum": ["a"]}
    assert ours.bundle.messages["ping"]["required"] == ["type"]


def test_a_schema_can_have_the_errata():
    """What is published and what is meant are both allowed."""
    ours = small({"type": "object"}, errata=[erratum("ping.json#/properties/value", {}, {"type": "string"})])

    schema = ours.schema("ping", Reading(errata=True))

    assert schema["properties"]["value"] == {"anyOf": [{"type": "object"}, {"type": "string"}]}


@pytest.mark.parametrize("ask", [Contract.check_type, Contract.schema, Contract.reachability])
def test_an_unknown_message_type_is_refused(ask):
    """The error names what may have been meant."""
    with pytest.raises(UnknownMessageType, match=r"Did you mean 'model-output'\?") as caught:
        ask(contract(), "model-outptu")

    assert caught.value.name == "model-outptu"
    assert "session.created" in caught.value.known


@pytest.mark.parametrize(
    ("body", "standing", "enveloped", "violation"),
    [
        ({"type": "hang"}, "conforming", False, None),
        ({"message": {"type": "hang"}}, "conforming", True, None),
        ({"message": {"type": "hang"}, "extra": 1}, "conforming", True, None),
        ({"type": "hang", "message": 5}, "conforming", False, None),
        ({"message": None}, "violating", True, "(top): a message is an object, not null [type]"),
        ({"message": "hang"}, "violating", True, "(top): a message is an object, not a string [type]"),
        ({"message": []}, "violating", True, "(top): a message is an object, not a list [type]"),
        (
            {"message": {"message": {"type": "hang"}}},
            "violating",
            True,
            '(top): "type" is missing [required]',
        ),
        (None, "violating", False, "(top): a message is an object, not null [type]"),
        ([{"type": "hang"}], "violating", False, "(top): a message is an object, not a list [type]"),
        ({}, "violating", False, '(top): "type" is missing [required]'),
        ({"type": None}, "violating", False, "/type: null is not a string [type]"),
        ({"type": ["hang"]}, "violating", False, "/type: a list of 1 item is not a string [type]"),
        ({"type": {}}, "violating", False, "/type: {} is not a string [type]"),
        (
            {"type": "Hang"},
            "violating",
            False,
            '/type: "Hang" is not a message type of the contract. Did you mean "hang"? [enum]',
        ),
        ({"type": "zzz"}, "violating", False, '/type: "zzz" is not a message type of the contract [enum]'),
        (
            {"type": "language-changed"},
            "disputed",
            False,
            '/type: "language-changed" is sent, but not published as a server message [enum]',
        ),
        ({"type": "assistant.started"}, "violating", False, '(top): "newAssistant" is missing [required]'),
    ],
)
def test_a_body_is_told_by_its_envelope_and_its_type(body, standing, enveloped, violation):
    """Both forms are understood, and the verdict says which one it was."""
    verdict = contract().judge(body)

    assert (verdict.standing, verdict.enveloped) == (standing, enveloped)
    assert contract().standing(body) == standing
    assert list(map(str, verdict.violations)) == ([violation] if violation else [])


def test_an_unpublished_type_names_its_erratum():
    """Sent by default and never published: only readings with errata accept it."""
    verdict = contract().judge({"type": "function-call", "functionCall": {}})

    assert verdict.errata == ("function-call",)
    assert verdict.accepting == {reading for reading in verdict.readings if reading.errata}


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_client_message_that_servers_get_is_disputed(revision):
    """`assistant.started` keeps its schema, and only readings with errata accept it."""
    ours = contract(revision)
    started = {"type": "assistant.started", "newAssistant": {"serverMessages": ["hang"]}}

    verdict = ours.judge({"message": started})

    assert (verdict.type, verdict.standing, ours.standing(started)) == (
        "assistant.started",
        *["disputed"] * 2,
    )
    assert verdict.errata == ("assistant.started", "CreateAssistantDTO.serverMessages")
    assert list(map(str, verdict.violations)) == [
        '/type: "assistant.started" is sent, but not published as a server message [enum]'
    ]
    wrong = ours.judge(started | {"newAssistant": "Mia", "timestamp": "now"})
    assert {str(each.at) for each in wrong.violations} == {"/newAssistant", "/timestamp"}
    assert wrong.violating


def test_types_that_are_sent_and_not_published_are_observed():
    """Only the reading that looks like production has messages of such a type, and the errors say so."""
    ours = contract()

    assert set(ours.observed_types) == {*ours.message_types, "assistant.started"}
    assert sorted(ours.observed_types) == list(ours.observed_types)
    ours.check_type("assistant.started", "observed")
    assert ours.schema("assistant.started", WEAKEST)["$ref"].endswith("/ClientMessageAssistantStarted")
    with pytest.raises(UnsupportedMessage, match='use observed messages .reading="observed", --observed.'):
        ours.check_type("assistant.started")
    with pytest.raises(UnsupportedMessage):
        ours.schema("assistant.started")
    with pytest.raises(UnknownMessageType, match="language-change-detected"):
        ours.check_type("language-changed", "observed")


CALL = {
    "id": "1",
    "orgId": "2",
    "createdAt": "2026-01-02T03:04:05.678Z",
    "updatedAt": "2026-01-02T03:04:05.678Z",
}


def tool_calls(arguments, tool_arguments=None):
    """A message with one tool call that has these arguments, in both lists."""
    calls = [
        {"id": "c1", "type": "function", "function": {"name": "book", "arguments": each}}
        for each in (arguments, arguments if tool_arguments is None else tool_arguments)
    ]
    tool = {"type": "function", "name": "book", "toolCall": calls[1]}
    return {"type": "tool-calls", "toolCallList": calls[:1], "toolWithToolCallList": [tool]}


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize(
    ("message", "unseen"),
    [
        (tool_calls({"day": 1}), ()),
        (tool_calls("{}"), ("FunctionToolWithToolCall.toolCall", "tool-calls.toolCallList.items")),
        (tool_calls("{}", {}), ("tool-calls.toolCallList.items",)),
        ({"message": tool_calls({}, "{}")}, ("FunctionToolWithToolCall.toolCall",)),
        (tool_calls(7), ()),
        ({"type": "model-output", "output": {}}, ()),
        ({"type": "hang"}, ()),
        ({"type": "zzz"}, ()),
        (7, ()),
    ],
    ids=str,
)
def test_what_the_wire_was_shown_never_to_have_is_unseen(revision, message, unseen):
    """Arguments are published as text, and in every capture an object; of `output` no such thing is known."""
    assert contract(revision).unseen(message) == unseen
    assert contract(revision).has_unseen(message) is bool(unseen)


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("name", ["arguments", "parameters"])
def test_a_flat_tool_call_is_disputed(revision, name):
    """The documentation shows it, no capture has it."""
    flat = {"id": "c1", "name": "book", name: {"day": 1}}
    message = {"type": "tool-calls", "toolCallList": [flat], "toolWithToolCallList": []}

    verdict = contract(revision).judge(message)

    assert (verdict.standing, verdict.errata) == ("disputed", ("ToolCall",))
    assert contract(revision).unseen(message) == ("tool-calls.toolCallList.items",)
    assert contract(revision).judge(message | {"toolCallList": [flat | {name: "{}"}]}).violating


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize(
    ("message", "needed"),
    [
        ({"call": CALL | {"startedAt": None}}, "Call.startedAt"),
        ({"call": CALL | {"squad": None}}, "Call.squad"),
        ({"call": CALL | {"destination": None}}, "Call.destination"),
        ({"call": CALL | {"customer": None}}, "Call.customer"),
        ({"phoneNumber": {"provider": "vapi", "hooks": None}}, "CreateVapiPhoneNumberDTO.hooks"),
        (
            {"artifact": {"messagesOpenAIFormatted": [{"role": "assistant", "tool_calls": []}]}},
            "OpenAIMessage",
        ),
        ({"call": CALL | {"id": None}}, None),
        ({"call": CALL | {"startedAt": 7}}, None),
        ({"phoneNumber": {"provider": None}}, None),
        ({"artifact": {"messagesOpenAIFormatted": [{"content": "Hello"}]}}, None),
    ],
    ids=str,
)
def test_what_captures_show_is_disputed_and_no_more_than_that(revision, message, needed):
    """The verdict names the one erratum; what none of them allows is violating."""
    verdict = contract(revision).judge({"type": "hang"} | message)

    assert verdict.standing == ("disputed" if needed else "violating")
    assert verdict.errata == ((needed,) if needed else ())


def test_parts_that_only_together_are_unseen_name_all():
    """A branch that is left stands in for another as long as one is read as published."""
    one, two = ({"type": "string", "enum": ["x", name]} for name in "ab")
    components = {"One": one, "Two": two}
    instead = [
        erratum(f"components.json#/$defs/{name}", published, {"type": "null"}, name=name, strength="instead")
        for name, published in components.items()
    ]
    union = {"anyOf": [{"$ref": "#/$defs/One"}, {"$ref": "#/$defs/Two"}]}
    ours = small(union, components=components, errata=instead)

    assert ours.unseen(ping("a")) == ("One",)
    assert ours.unseen(ping("x")) == ("One", "Two")
    assert ours.unseen(ping(None)) == ()
    assert [ours.has_unseen(ping(value)) for value in ("a", "x", None)] == [True, True, False]


def test_a_message_without_type_may_be_of_a_type_that_does_not_require_it():
    """`tool-calls` is published without `type` among what is required."""
    verdict = contract().judge({"toolCallList": [], "toolWithToolCallList": []})

    assert (verdict.standing, verdict.type) == ("conforming", "tool-calls")


def test_a_message_type_may_have_several_names():
    """A final transcript says so in its `type`."""
    transcript = {"role": "user", "transcriptType": "final", "transcript": "Hello"}

    verdict = contract().judge(transcript | {"type": 'transcript[transcriptType="final"]'})

    assert (verdict.standing, verdict.type) == ("conforming", "transcript")
    assert contract().other_spellings("transcript") == ('transcript[transcriptType="final"]',)
    assert contract().other_spellings("hang") == contract().other_spellings("unheard-of") == ()


def test_a_contract_imports_no_validator_before_it_is_asked():
    """Importing and loading cost a session that judges nothing little."""
    program = """if True:
        import sys
        from pytest_vapi_contract.contract import Contract
        ours = Contract.load()
        ours.message_types, ours.errata, ours.schema("hang")
        heavy = {"jsonschema", "jsonschema_rs", "hypothesis", "faker", "referencing"}
        print(sorted(heavy & set(sys.modules)), end=" ")
        ours.standing({"type": "hang"}), ours.judge({"type": "hang"})
        print(sorted(heavy & set(sys.modules)))
    """

    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert output == "[] ['jsonschema_rs']\n"


def test_contracts_are_their_own_keys():
    """A contract can be the key of a cache, and is equal to no other."""
    assert len({contract(), Contract.load(), contract()}) == 2


def test_what_ships_is_loaded_once():
    """All who do not bring a contract of their own share one for each revision, and what it has built."""
    for revision in Contract.revisions():
        assert shipped(revision) is shipped(revision)
        assert shipped(revision).revision == revision
    assert shipped() is newest() is shipped(Contract.revisions()[-1])
    assert shipped() is not Contract.load()


def test_the_package_offers_what_it_documents():
    """A session id is one of the things that no reading does without."""
    without_id = {key: value for key, value in SESSION.items() if key != "id"}

    (violation,) = contract().judge({"type": "session.created", "session": without_id}).violations

    assert (violation.at, violation.keyword, violation.message) == ("/session", "required", '"id" is missing')


@pytest.mark.parametrize("type", newest().observed_types)
def test_the_readings_that_accept_are_those_of_the_verdict(type):
    """Whether a reason is asked for or not; what is not a message is accepted by none."""
    message = samples.sample(type, reading="observed")

    assert newest().accepting(message) == newest().judge(message).accepting
    assert newest().accepting({"message": message}) == newest().judge(message).accepting
    assert newest().accepting(None) == frozenset()


def test_what_ships_is_told_from_what_is_imported():
    """Only the former is proven by the tests of this package."""
    assert Contract.load().is_shipped
    assert shipped(REVISIONS[0]).is_shipped
    assert not small({}).is_shipped
    assert not Contract.load(directory=schemas_directory()).is_shipped


def test_messages_of_what_ships_are_not_judged_again(monkeypatch):
    """That would cost more than to make them."""
    monkeypatch.setattr(Contract, "standing", None)

    assert newest().is_as_labelled({})
    assert newest().labelled({}, "hang") == {}


@pytest.mark.parametrize("revision", Contract.revisions())
def test_each_type_of_a_shipped_revision_is_generated(revision):
    """So it is said without making a message of each, for which all their schemas are read."""
    told, made = Contract.load(revision), Contract.load(revision)

    reasons = {told.why_not_generated(type) for type in told.message_types}
    reasons |= {told.why_not_generated(type, "observed") for type in told.observed_types}

    assert reasons == {None}
    assert not {"_every", "_observed"} & vars(told).keys()
    assert all(made.smallest(type) for type in made.message_types)
    assert all(made.smallest(type, "observed") for type in made.observed_types)


def test_a_message_that_is_not_as_labelled_gives_way_to_the_smallest():
    """What a user has fixed is kept, and observed messages may be disputed."""
    strict = doubting(lambda message: "conforming" if len(message) == 1 else "disputed")

    assert strict.labelled(ping({}), "ping") == {"type": "ping"}
    assert strict.labelled(ping(1), "ping", kept=["value"]) == ping(1)
    assert strict.labelled(ping({}), "ping", "observed") == ping({})


def test_a_type_whose_smallest_message_is_not_valid_is_not_generated():
    """Nothing smaller can take its place."""
    strict = doubting(lambda message: "disputed")

    assert strict.why_not_generated("ping", "observed") is None
    assert strict.why_not_generated("ping") == (
        "the smallest message that fits its schema is not valid under every interpretation"
    )
    with pytest.raises(UnsupportedMessage, match="not valid under every interpretation"):
        strict.smallest("ping")
