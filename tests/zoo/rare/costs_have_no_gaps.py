"""Costs are put into bands, and what lies between two bands is in none."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_of

app = FastAPI()

BANDS = ((0, 0.99, "cheap"), (1, 4.99, "usual"), (5, float("inf"), "dear"))
told: list[str] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    cost = message.get("cost")
    if message.get("type") == "end-of-call-report" and isinstance(cost, int | float):
        [band] = [name for low, high, name in BANDS if low <= abs(cost) <= high]
        told.append(band)
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "end-of-call-report",
    line="[band] = [name for low, high, name in BANDS if low <= abs(cost) <= high]",
    types=("end-of-call-report",),
    within=2_200,
    proof=(like("end-of-call-report", cost=0.995),),
)
