"""Tokens are kept as the keys of a dictionary, so a token that is repeated counts once."""

from typing import Any

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

tokens: dict[str, dict[str, None]] = {}
interrupted: set[str] = set()


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        tokens[turn] = {}
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        tokens.setdefault(turn, {})[message["output"]] = None
    return answer_to(message)


def caption(turn_id: str) -> str:
    return "".join(tokens.get(turn_id, {}))


EXHIBIT = captions("lacks tokens that it had before", read=caption, handler="handle")
