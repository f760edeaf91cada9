import re
from typing import Any

from tests.zoo.exhibit import right_captions
from tests.zoo.project import answer_to, message_of, turn_of

tokens: dict[str, list[str]] = {}
interrupted: set[str] = set()


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn, output = turn_of(message), message.get("output")
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
    elif turn is not None and isinstance(output, str):
        tokens.setdefault(turn, []).append(output)
    return answer_to(message)


def caption(turn_id: str) -> str:
    text = "" if turn_id in interrupted else "".join(tokens.get(turn_id, []))
    return re.sub(r"<[^<>]*>", "", text).strip()


EXHIBIT = right_captions(caption, handler="handle")
