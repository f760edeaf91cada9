"""Captions of a call, and the test that plays turns to them."""

from pytest_vapi_contract import assert_assembles_turns

texts, interrupted = {}, set()


def webhook(payload):
    message = payload["message"]
    turn = message.get("turnId")
    if turn is None:
        return
    if message["type"] == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif message["type"] == "model-output" and turn not in interrupted:
        output = message["output"]
        texts[turn] = texts.get(turn, "") + (output if isinstance(output, str) else "")


def caption(turn_id):
    return texts.get(turn_id, "")


def test_captions():
    assert_assembles_turns(webhook, read=caption)


if __name__ == "__main__":
    test_captions()
