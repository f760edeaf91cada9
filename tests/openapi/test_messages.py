"""Which components are server messages."""

import pytest

from pytest_vapi_contract import errors
from tests.openapi.documents import document, imported, message, noted, reference, replies, server_messages


def test_messages_and_replies_that_lead_nowhere_are_left_out(tmp_path):
    """The other branches of both unions are read."""
    content = document(
        ServerMessage=server_messages("ServerMessageGone", "ServerMessageHang"),
        ServerMessageResponse=replies("ServerMessageResponseGone", "ServerMessageResponseHang"),
        ServerMessageResponseHang={"type": "object"},
    )

    bundle = noted(tmp_path, content)

    assert list(bundle.messages) == ["hang"]
    assert bundle.replies == {"hang": "ServerMessageResponseHang"}
    assert [text.partition(":")[0] for text in bundle.warnings] == ["ServerMessage", "ServerMessageResponse"]


@pytest.mark.parametrize(
    "union",
    [
        {},
        {"properties": {}},
        {"properties": None},
        {"properties": {"message": None}},
        {"properties": {"message": {"oneOf": None}}},
        {"properties": {"message": {"oneOf": []}}},
    ],
    ids=str,
)
def test_a_document_without_server_messages(tmp_path, union):
    """The error says where server messages are looked for."""
    with pytest.raises(errors.NoServerMessages, match="property `message` of ServerMessage refers to none"):
        imported(tmp_path, document(ServerMessage=union))


def test_branches_that_are_no_references_are_told(tmp_path):
    """A server message has to be a component, since it is filed under its name."""
    union = {"properties": {"message": {"oneOf": [None, {"type": "object"}, reference("ServerMessageHang")]}}}

    bundle = noted(tmp_path, document(ServerMessage=union))

    assert bundle.warnings == ("ServerMessage: a branch is not a reference to a component; it is left out.",)


def test_a_document_without_the_component_of_server_messages(tmp_path):
    """
    Components are taken for server messages that are called like them; any other document describes none.
    """
    content = document(ServerMessageResponse=replies())
    del content["components"]["schemas"]["ServerMessage"]

    bundle = noted(tmp_path, content)

    assert list(bundle.messages) == ["hang"]
    assert "all named ServerMessage… are server messages" in bundle.warnings[0]
    del content["components"]["schemas"]["ServerMessageHang"]
    with pytest.raises(errors.NoServerMessages, match="it has no component ServerMessage. They are expected"):
        imported(tmp_path, content)


@pytest.mark.parametrize(
    "union",
    [
        {"oneOf": [reference("ServerMessageHang")]},
        {"type": "object", "properties": {"message": reference("ServerMessageMessage")}},
        {"type": "object", "properties": {"message": {"allOf": [reference("ServerMessageMessage")]}}},
    ],
    ids=str,
)
def test_server_messages_may_be_listed_elsewhere(tmp_path, union):
    """The union may be `ServerMessage` itself, or a component of its own, and go round in a circle."""
    listed = {"anyOf": [reference("ServerMessageHang"), reference("ServerMessageMessage")]}

    bundle = imported(tmp_path, document(ServerMessage=union, ServerMessageMessage=listed))

    assert list(bundle.messages) == ["hang"]


def with_other(**component):
    """Return a document with a second server message, which is this component."""
    return document(
        ServerMessage=server_messages("ServerMessageHang", "ServerMessageOther"),
        ServerMessageOther=component,
    )


@pytest.mark.parametrize(
    "type",
    ["../up", "a/b", "a\\b", "", ".", "..", ".hidden", "a b", "a\n", "ä", "components", "Manifest", "nul\0"],
)
def test_a_message_type_is_the_name_of_a_file(tmp_path, type):
    """No message type leads out of the directory, or takes the place of another file."""
    bundle = noted(tmp_path, with_other(**message(type)))

    assert list(bundle.messages) == ["hang"]
    assert "cannot be used as a file name; the server message is left out" in bundle.warnings[0]
    with pytest.raises(errors.NoServerMessages, match="cannot be used as a file name"):
        imported(tmp_path, document(ServerMessageHang=message(type)))


@pytest.mark.parametrize(
    "type", [{}, {"enum": []}, {"enum": [7]}, {"enum": "hang"}, {"const": None}, None], ids=str
)
def test_a_server_message_without_a_message_type(tmp_path, type):
    """A message that does not say its type cannot be filed."""
    other = {"type": "object", "properties": {"type": type}}

    bundle = noted(tmp_path, with_other(**other))

    assert list(bundle.messages) == ["hang"]
    assert bundle.warnings[0].startswith(
        "ServerMessageOther: its property `type` has neither an enum of strings"
    )


def test_a_message_type_may_be_a_component(tmp_path):
    """What lists the values of `type` may be referred to."""
    content = with_other(properties={"type": {"allOf": [reference("Kind")]}})
    content["components"]["schemas"]["Kind"] = {"type": "string", "enum": ["ping"]}

    bundle = imported(tmp_path, content)

    assert list(bundle.messages) == ["hang", "ping"]


def test_the_message_type_is_the_first_that_can_be_a_file(tmp_path):
    """Vapi spells one message type in two ways, in either order."""
    spelled = {"properties": {"type": {"enum": ['transcript[transcriptType="final"]', "transcript"]}}}

    assert list(imported(tmp_path, with_other(**spelled)).messages) == ["hang", "transcript"]


@pytest.mark.parametrize("type", ["hang", "Hang"])
def test_two_server_messages_of_one_message_type(tmp_path, type):
    """One file cannot hold two messages, nor can two files that some file systems take for one."""
    bundle = noted(tmp_path, with_other(**message(type)))

    assert bundle.messages["hang"]["title"] == "ServerMessageHang"
    assert "'ServerMessageHang' already has the message type 'hang'" in bundle.warnings[0]
