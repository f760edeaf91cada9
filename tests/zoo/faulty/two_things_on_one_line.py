"""A line requires a call and a customer, but a message may lack either."""

from typing import Any

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of

events: list[Any] = []


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "hang":
        events.append((message["call"], message["customer"]))
    return answer_to(message)


EXHIBIT = Exhibit(
    # One hides behind the other: whoever fixes the first still has the second.
    handler="handle",
    expected=(
        Expected(
            check="accepts",
            title="hang is rejected when `call` is missing",
            line='events.append((message["call"], message["customer"]))',
            says="KeyError: 'call'",
        ),
        Expected(
            check="accepts",
            title="hang is rejected when `customer` is missing",
            line='events.append((message["call"], message["customer"]))',
            says="KeyError: 'customer'",
        ),
    ),
)
