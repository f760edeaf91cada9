"""A written chat has a session, chats and turns, and nobody speaks."""

from pytest_vapi_contract.conversations.call_events import play
from tests.conversations.plans import plan


def test_a_chat_is_created_after_its_tokens():
    """The session comes first, and is updated after each chat."""
    happenings = list(play(plan("chat", talks=plan().talks[1:3])))

    types = [each.type for each in happenings]
    compressed = [one for one, other in zip(types, [None, *types], strict=False) if one != other]
    round = ["model-output", "chat.created", "session.updated"]
    assert compressed == ["session.created", *round, *round]


def test_what_is_written_may_be_deleted():
    """The chat goes before its session."""
    happenings = list(play(plan("chat", is_deleted=True)))

    assert [each.type for each in happenings[-2:]] == ["chat.deleted", "session.deleted"]
