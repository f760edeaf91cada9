"""A report is summarised before the reply, which takes longer than Vapi waits."""

import time
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

LIMIT = 1.0


@app.post("/webhook")
def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "end-of-call-report":
        time.sleep(LIMIT * 1.3)
    return answer_to(message)


EXHIBIT = faulty(
    "in-time", "end-of-call-report is not answered in time", types=("end-of-call-report",), timeout=LIMIT
)
