"""A session that was completed and deleted is kept as None, and a late change of it is written into it."""

import json
from typing import Any

from tests.zoo.exhibit import like, rare, stored
from tests.zoo.project import answer_to, message_in, object_at

sessions: dict[str, Any] = {}
completed: set[str] = set()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    session, type = object_at(message, "session"), message.get("type")
    id = session.get("id")
    if isinstance(id, str) and id:
        if type == "session.created":
            sessions[id] = dict(session)
        elif type == "session.deleted" and id in completed:
            sessions[id] = None
        elif type == "session.updated" and id in sessions:
            sessions[id].update(session)
            if session.get("status") == "completed":
                completed.add(id)
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = rare(
    "accepts",
    "session.updated",
    line="sessions[id].update(session)",
    types=("session.created", "session.updated", "session.deleted"),
    handler="handler",
    within=4_000,
    proof=(
        like("session.created", session=stored("a")),
        like("session.updated", session=stored("a") | {"status": "completed"}),
        like("session.deleted", session=stored("a")),
        like("session.updated", session=stored("a")),
    ),
)
