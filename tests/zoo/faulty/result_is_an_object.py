"""The result of a tool call is an object, about which Vapi's sources disagree."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "tool-calls":
        return {"results": [{"toolCallId": id, "result": {"table": 4}} for id in tool_call_ids(message)]}
    return answer_to(message)


EXHIBIT = replier(
    "/results/0/result is not text", title="returns a reply that Vapi might not use", status=200
)
