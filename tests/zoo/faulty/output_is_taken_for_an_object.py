"""Output is treated as an object, as in the schema, but in production it is a token or a list."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

calls: list[Any] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "model-output" and "output" in message:
        calls.append(message["output"].get("function"))
    return answer_to(message)


EXHIBIT = faulty(
    "observed",
    "model-output is rejected in its production form when `output` is not an object",
    line='calls.append(message["output"].get("function"))',
    types=("model-output",),
)
