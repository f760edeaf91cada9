"""The result of a tool call has no toolCallId."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        return {"results": [{"result": "Done."} for _ in tool_call_ids(message)]}
    return answer_to(message)


EXHIBIT = faulty(
    "replies",
    "tool-calls returns a reply that Vapi cannot use",
    status=200,
    says="toolCallId",
    types=("tool-calls",),
)
