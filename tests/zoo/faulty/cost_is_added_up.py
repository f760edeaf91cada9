"""A report that is delivered twice is counted twice."""

from decimal import Decimal
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

spent: dict[str, Any] = {"calls": 0, "cost": Decimal()}


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "end-of-call-report":
        cost = message.get("cost")
        spent["calls"] += 1
        spent["cost"] += Decimal(str(cost)) if isinstance(cost, int | float) else 0
    return answer_to(message)


EXHIBIT = faulty(
    "redelivery",
    "end-of-call-report takes effect twice",
    types=("end-of-call-report",),
    handler="handle",
    state=lambda: dict(spent),
)
