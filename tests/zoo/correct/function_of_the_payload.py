from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_of


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if not message:
        raise ValueError("there is no message")
    return answer_to(message)


EXHIBIT = Exhibit(handler="handle", types=("status-update",))
