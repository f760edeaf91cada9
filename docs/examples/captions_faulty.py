"""Captions that forget that a turn was interrupted."""

texts = {}


def webhook(payload):
    message = payload["message"]
    turn = message.get("turnId")
    if turn is None:
        return
    if message["type"] == "user-interrupted":
        texts[turn] = ""
    elif message["type"] == "model-output" and isinstance(message["output"], str):
        texts[turn] = texts.get(turn, "") + message["output"]


def caption(turn_id):
    return texts.get(turn_id, "")
