"""A booking is answered with status 201, so Vapi ignores the reply."""

from typing import Annotated, Any

from fastapi import Body, FastAPI, Response

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()


@app.post("/webhook")
async def webhook(response: Response, payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        response.status_code = 201
        return {"results": [{"toolCallId": id, "result": "Booked."} for id in tool_call_ids(message)]}
    return answer_to(message)


EXHIBIT = replier("the status is 201, not 200", status=201)
