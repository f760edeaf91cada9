"""The text of a turn stays although the user has interrupted it."""

from typing import Any

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

texts: dict[str, str] = {}


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "model-output" and isinstance(message["output"], str):
        texts[turn] = texts.get(turn, "") + message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("is kept after an interruption", read=caption, handler="handle")
