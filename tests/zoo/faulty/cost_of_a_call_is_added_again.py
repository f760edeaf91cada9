"""The cost of a report is added to its call, and added again when the report is delivered again."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

costs: dict[str, float] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    call, cost = object_at(message, "call").get("id"), message.get("cost")
    if not isinstance(call, str):
        return answer_to(message)
    if message.get("type") == "status-update":
        costs.setdefault(call, 0.0)
    if message.get("type") == "end-of-call-report" and call in costs and isinstance(cost, int | float):
        costs[call] += 0.01 + cost
    return answer_to(message)


EXHIBIT = actor(
    "end-of-call-report",
    "takes effect twice in a call when it is delivered twice",
    state=lambda: dict(costs),
    reset=costs.clear,
)
