"""A call is required on one line and a customer on the next, and a catch-all hides which."""

import json
from typing import Any

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_in

events: list[Any] = []


def handle(message: dict[str, Any]) -> dict[str, Any]:
    if message.get("type") == "hang":
        events.append(message["call"])
        events.append(message["customer"])
    return answer_to(message)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        result = handle(message_in(event.get("body") or ""))
    except ValueError:
        return {"statusCode": 400}
    except Exception:
        return {"statusCode": 500, "body": json.dumps({"error": "internal"})}
    return {"statusCode": 200, "body": json.dumps(result)}


EXHIBIT = Exhibit(
    # One hides behind the other, and the reply is the same for both.
    handler="handler",
    kind="lambda",
    types=("hang",),
    expected=(
        Expected(
            check="accepts",
            title="hang is rejected when `call` is missing",
            line='events.append(message["call"])',
            status=500,
            says="KeyError: 'call'",
        ),
        Expected(
            check="accepts",
            title="hang is rejected when `customer` is missing",
            line='events.append(message["customer"])',
            status=500,
            says="KeyError: 'customer'",
        ),
    ),
)
