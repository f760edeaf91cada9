"""The pace of speech is computed from two events, which may have the same time."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import like, rare, stored
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

begun: dict[tuple[str, str], float] = {}
paces: list[float] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    call, at = object_at(message, "call").get("id"), message.get("timestamp")
    if message.get("type") != "speech-update" or not call or not isinstance(at, int | float):
        return answer_to(message)
    key = str(call), str(message.get("role"))
    if message.get("status") == "started":
        begun[key] = at
    elif message.get("status") == "stopped" and key in begun:
        paces.append(1000 / (at - begun.pop(key)))
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "speech-update",
    line="paces.append(1000 / (at - begun.pop(key)))",
    types=("speech-update",),
    within=900,
    proof=tuple(
        like("speech-update", status=status, role="user", timestamp=1784220425958, call=stored("a"))
        for status in ("started", "stopped")
    ),
)
