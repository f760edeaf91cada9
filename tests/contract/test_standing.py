"""What a contract says of bodies: conforming, disputed or violating, and what was never seen."""

import pytest

from pytest_vapi_contract.contract import WEAKEST
from pytest_vapi_contract.errors import UnknownMessageType, UnsupportedMessage
from tests.contract.messages import REVISIONS, contract, erratum, ping, small


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
