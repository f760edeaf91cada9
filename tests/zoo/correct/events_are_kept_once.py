from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import FEW, Exhibit
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

events: dict[tuple[str, str, str], str] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    about = object_at(message, "call") or object_at(message, "chat") or object_at(message, "session")
    key = (str(about.get("id")), str(message.get("timestamp")), str(message.get("type")))
    events.setdefault(key, str(message.get("status")))
    return answer_to(message)


EXHIBIT = Exhibit(
    types=("transcript", "status-update", "end-of-call-report", "tool-calls", "chat.created"),
    handles=("transcript", "status-update", "end-of-call-report", "tool-calls", "chat.created"),
    quick=FEW,
    state=lambda: dict(events),
    reset=events.clear,
)
