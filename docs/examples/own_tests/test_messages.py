from app import assistants, said

from pytest_vapi_contract import assert_accepts


def test_tokens_of_a_turn_are_joined(vapi_handler, vapi_message):
    for token in ("Hel", "lo"):
        message = vapi_message("model-output", output=token, turnId="turn-1", reading="observed")
        assert_accepts(vapi_handler, message)

    assert said["turn-1"] == "Hello"


def test_the_assistant_of_a_session_is_kept(vapi_handler, vapi_message):
    message = vapi_message("session.created", session__id="session-1", session__assistantId="assistant-1")

    assert_accepts(vapi_handler, message)

    assert assistants["session-1"] == "assistant-1"
