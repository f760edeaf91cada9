from typing import Any

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of


def handle(payload: Any) -> dict[str, Any]:
    message = payload["message"] if isinstance(payload, dict) else {}
    return answer_to(message_of({"message": message}))


EXHIBIT = Exhibit(
    fault="KeyError on a body without a message.",
    handler="handle",
    types=("hang",),
    expected=(
        Expected(
            check="survives",
            title="a request breaks the handler when `message` is missing",
            line='message = payload["message"] if isinstance(payload, dict) else {}',
        ),
    ),
)
