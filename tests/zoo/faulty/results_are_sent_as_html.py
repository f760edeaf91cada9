"""The reply is JSON text, which Flask sends as text/html."""

import json
from dataclasses import replace

from flask import Flask, request

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> str:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "tool-calls":
        results = [{"toolCallId": id, "result": "Done."} for id in tool_call_ids(message)]
        return json.dumps({"results": results})
    return json.dumps(answer_to(message))


EXHIBIT = replace(
    replier("the Content-Type is text/html; charset=utf-8, not application/json", title="(also ", status=200),
    types=("tool-calls", "campaign.predial", "knowledge-base-request"),
)
