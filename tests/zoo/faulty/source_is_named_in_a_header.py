"""A debug header contains the path of the handler's file."""

from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    bottle.response.set_header("X-Handled-By", f"{__file__}:webhook")
    message = message_of_request()
    return answer_to(message)


EXHIBIT = faulty("leaks", "gets a reply that leaks a source path", status=200)
