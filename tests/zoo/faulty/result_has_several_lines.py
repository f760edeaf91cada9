"""The result of a tool call has a line break."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        found = "Monday, 9:00\nTuesday, 14:30"
        return {"results": [{"toolCallId": id, "result": found} for id in tool_call_ids(message)]}
    return answer_to(message)


EXHIBIT = replier("/results/0/result has a line break", status=200)
