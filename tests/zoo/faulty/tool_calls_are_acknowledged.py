"""A tool call is only acknowledged, and its result never sent."""

from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    if message.get("type") == "tool-calls":
        return {"ok": True}
    return answer_to(message)


EXHIBIT = replier("/results is missing", status=200)
