"""What is said is kept by the number that is called until the report comes; two calls at once share it."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

said: dict[str, dict[str, None]] = {}
calls: dict[str, list[str]] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    about, text = object_at(message, "call"), message.get("transcript")
    call, line = about.get("id"), str(about.get("phoneNumberId"))
    if message.get("type") == "transcript" and message.get("transcriptType") == "final":
        said.setdefault(line, {})[str(text)] = None
    if message.get("type") == "end-of-call-report" and isinstance(call, str) and call not in calls:
        calls[call] = list(said.pop(line, {}))
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
