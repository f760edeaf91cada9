"""What is said is kept in one list until the report comes, and two calls at once share it."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

said: dict[str, None] = {}
calls: dict[str, list[str]] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    call, text = object_at(message, "call").get("id"), message.get("transcript")
    if message.get("type") == "transcript" and message.get("transcriptType") == "final":
        said[str(text)] = None
    if message.get("type") == "end-of-call-report" and isinstance(call, str) and call not in calls:
        calls[call] = list(said)
        said.clear()
    return answer_to(message)


def reset() -> None:
    said.clear()
    calls.clear()


EXHIBIT = actor(
    "end-of-call-report",
    "mixes up two calls that are in progress at once",
    says="of the other call",
    state=lambda: calls,
    reset=reset,
)
