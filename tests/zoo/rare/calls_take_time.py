"""The cost per second is computed from two times, which are equal for a call that failed at once."""

from datetime import datetime
from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to

app = bottle.Bottle()

rates: list[float] = []


def time_in(message: dict[str, Any], name: str) -> float | None:
    try:
        return datetime.fromisoformat(message[name]).timestamp()
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    began, ended, cost = time_in(message, "startedAt"), time_in(message, "endedAt"), message.get("cost")
    if began is not None and ended is not None and isinstance(cost, int | float):
        rates.append(cost / (ended - began))
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "end-of-call-report",
    line="rates.append(cost / (ended - began))",
    types=("end-of-call-report",),
    within=800,
    proof=(
        like(
            "end-of-call-report",
            startedAt="2026-07-16T16:47:05.659Z",
            endedAt="2026-07-16T16:47:05.659Z",
            cost=0.02,
        ),
    ),
)
