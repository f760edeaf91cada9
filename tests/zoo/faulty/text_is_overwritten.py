"""Each token replaces the text instead of being appended."""

from typing import Any

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

texts: dict[str, str] = {}
interrupted: set[str] = set()


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        texts[turn] = message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("is only its last token", read=caption, handler="handle")
