"""The current message is kept in a variable that all requests share."""

import asyncio
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

current: dict[str, Any] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    current["message"] = message_of(payload)
    await asyncio.sleep(0.001)
    return answer_to(current.pop("message"))


EXHIBIT = faulty(
    "concurrency",
    "is rejected when several messages are sent at once",
    line='return answer_to(current.pop("message"))',
)
