"""KeyError on a body without a message."""

from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


def handle(payload: Any) -> dict[str, Any]:
    message = payload["message"] if isinstance(payload, dict) else {}
    return answer_to(message_of({"message": message}))


EXHIBIT = faulty(
    "survives",
    "a request breaks the handler when `message` is missing",
    line='message = payload["message"] if isinstance(payload, dict) else {}',
    handler="handle",
)
