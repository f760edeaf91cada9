"""A model forbids unknown properties, and Vapi has added one."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_in

app = FastAPI()


class UserInterrupted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: str
    timestamp: Any = None
    phoneNumber: Any = None
    artifact: Any = None
    assistant: Any = None
    customer: Any = None
    call: Any = None
    chat: Any = None
    turnId: Any = None


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
        if message.get("type") == "user-interrupted":
            UserInterrupted.model_validate(message)
    except (ValueError, ValidationError):
        return JSONResponse({"error": "invalid"}, status_code=422)
    return JSONResponse(answer_to(message))


EXHIBIT = Exhibit(
    types=("user-interrupted",),
    expected=(
        Expected(
            check="accepts",
            title="user-interrupted is rejected when `assistantVersion` is present",
            status=422,
        ),
        # To list what Vapi has added is not enough: it forbids what Vapi will add next, too.
        Expected(
            check="accepts",
            title="is rejected when the message has a property that the schema does not list",
            status=422,
        ),
    ),
)
