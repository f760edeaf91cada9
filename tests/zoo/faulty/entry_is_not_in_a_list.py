"""The entry of a tool call is the whole reply, not an item of results."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "tool-calls":
        return {"toolCallId": tool_call_ids(message)[0], "result": "Done."} if tool_call_ids(message) else {}
    return answer_to(message)


EXHIBIT = replier("/results is missing", status=200)
