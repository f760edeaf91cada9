"""The text of an interrupted turn is set to None, and a token that comes late is added to it."""

from typing import Any

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_of, turn_of

texts: dict[str | None, Any] = {}


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    turn, output = turn_of(message), message.get("output")
    if turn in texts and message.get("type") == "user-interrupted":
        texts[turn] = None
    elif turn is not None and message.get("type") == "model-output" and isinstance(output, str):
        texts[turn] = texts.get(turn, "") + output
    return answer_to(message)


EXHIBIT = rare(
    "observed",
    "model-output",
    line='texts[turn] = texts.get(turn, "") + output',
    types=("model-output", "user-interrupted"),
    handler="handle",
    within=2_500,
    proof=(
        like("model-output", turnId="a", output="No, "),
        like("user-interrupted", turnId="a"),
        like("model-output", turnId="a", output="Yes."),
    ),
)
