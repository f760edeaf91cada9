"""A report must have the number of its customer, but a customer who joins by SIP may have only an address."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

calls: list[str] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    customer = object_at(object_at(message, "call"), "customer")
    if message.get("type") == "end-of-call-report" and customer:
        calls.append(f"{customer.get('name')}: {customer['number']}")
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when `call.customer.number` is missing",
    line="""calls.append(f"{customer.get('name')}: {customer['number']}")""",
    types=("end-of-call-report",),
)
