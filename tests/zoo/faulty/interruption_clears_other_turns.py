"""An interruption clears the text of other turns too."""

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
        texts.clear()
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        texts[turn] = texts.get(turn, "") + message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("is lost when another turn is interrupted", read=caption, handler="handle")
