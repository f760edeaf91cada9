"""What messages of a written chat have."""

from pytest_vapi_contract.conversations.call_events import play
from pytest_vapi_contract.conversations.plan import Talk
from pytest_vapi_contract.samples.observed.chat import written
from pytest_vapi_contract.samples.observed.played_call import PlayedConversation
from tests.conversations.plans import ANSWER, CUT, plan

TALKS = (Talk(said="Is it free?", responses=(ANSWER,)), Talk(said="And then?", responses=(CUT,)))


def messages():
    """What is written at each event of a chat, with its type."""
    made = plan("chat", talks=TALKS, is_deleted=True)
    return [(each.type, written(PlayedConversation(made, each, {}), each)) for each in play(made)]


def test_a_session_is_active_until_it_is_deleted():
    """It is the same session all the time."""
    sessions = [told["session"] for type, told in messages() if type.startswith("session.")]

    assert [each["status"] for each in sessions] == ["active", "active", "active", "completed"]
    assert len({each["id"] for each in sessions}) == 1


def test_a_chat_has_an_output_once_it_is_answered():
    """While tokens come it has only what was asked."""
    chats = [(type, told["chat"]) for type, told in messages() if "chat" in told]

    assert [("output" in chat) for type, chat in chats if type == "model-output"] == [False] * 11
    created = [chat for type, chat in chats if type == "chat.created"]
    assert [chat["input"] for chat in created] == ["Is it free?", "And then?"]
    assert [chat["output"][0]["content"] for chat in created] == [
        "Tuesday is free.",
        "Shall I book it for you?",
    ]
    assert created[1]["previousChatId"] == created[0]["id"]
