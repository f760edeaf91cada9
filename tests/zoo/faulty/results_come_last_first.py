"""The results are in another order than the tool calls, which may or may not matter."""

from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, tool_call_ids

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    if message.get("type") == "tool-calls":
        return {"results": [{"toolCallId": id, "result": "Done."} for id in reversed(tool_call_ids(message))]}
    return answer_to(message)


EXHIBIT = replier(
    "not in the order of the tool calls", title="returns a reply that Vapi might not use", status=200
)
