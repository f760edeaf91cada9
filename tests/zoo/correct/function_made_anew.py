from collections.abc import Callable
from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_of


def make_handler() -> Callable[[Any], dict[str, Any]]:
    seen: list[Any] = []

    def handle(payload: Any) -> dict[str, Any]:
        message = message_of(payload)
        seen.append(message.get("type"))
        return answer_to(message)

    return handle


EXHIBIT = Exhibit(handler="make_handler()")
