"""A text is cut into parts for SMS, and the last part is empty if the length is a multiple of theirs."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

SMS = 153
outbox: list[str] = []


def parts_of(text: str) -> list[str]:
    return [text[at : at + SMS] for at in range(0, len(text) + 1, SMS)] if text else []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    text = message.get("transcript")
    if message.get("type") == "transcript" and isinstance(text, str):
        for part in parts_of(text):
            outbox.append(part if part[-1] == "." else f"{part}…")
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "transcript",
    line='outbox.append(part if part[-1] == "." else f"{part}…")',
    types=("transcript",),
    within=3_000,
    proof=(like("transcript", transcript="a" * 153),),
)
