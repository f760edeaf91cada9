"""Tokens are treated as words and joined with spaces."""

from typing import Any

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

words: dict[str, list[str]] = {}
interrupted: set[str] = set()


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        words[turn] = []
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        words.setdefault(turn, []).append(message["output"].strip())
    return answer_to(message)


def caption(turn_id: str) -> str:
    return " ".join(words.get(turn_id, []))


EXHIBIT = captions("has extra whitespace between its tokens", read=caption, handler="handle")
