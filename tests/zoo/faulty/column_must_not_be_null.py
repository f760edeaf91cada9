"""The database column for the call is not nullable, but a chat has no call."""

import sqlite3
from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, object_at

app = bottle.Bottle()

database = sqlite3.connect(":memory:", check_same_thread=False)
database.execute("create table events (call_id text not null)")


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    id = object_at(message, "call").get("id")
    if message.get("type") == "transcript" and not isinstance(id, (list, dict)):
        database.execute("insert into events values (?)", (id,))
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "transcript is rejected when `call` is missing",
    line='database.execute("insert into events values (?)", (id,))',
    says="NOT NULL constraint failed: events.call_id",
    types=("transcript",),
)
