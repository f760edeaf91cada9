from typing import Any

import bottle

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    try:
        message = message_in(bottle.request.body.read())
    except ValueError:
        raise bottle.HTTPError(400, "no JSON") from None
    return answer_to(message)


EXHIBIT = Exhibit(types=("tool-calls",))
