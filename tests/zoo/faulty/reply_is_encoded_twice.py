"""The reply is encoded as JSON, and the framework encodes the text once more."""

import json
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> Any:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        results = [{"toolCallId": id, "result": "Done."} for id in tool_call_ids(message)]
        return json.dumps({"results": results})
    return answer_to(message)


EXHIBIT = replier("it is encoded twice", status=200)
