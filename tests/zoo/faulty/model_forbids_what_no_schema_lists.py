"""A model allows only the properties of the schema, but Vapi keeps adding new ones."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = FastAPI()


class Call(BaseModel):
    model_config = ConfigDict(extra="ignore")


class StatusUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: str
    status: str
    timestamp: Any = None
    phoneNumber: Any = None
    artifact: Any = None
    assistant: Any = None
    assistantVersion: Any = None
    customer: Any = None
    call: Call | None = None
    chat: Any = None
    destination: Any = None
    endedReason: str | None = None
    messages: Any = None
    messagesOpenAIFormatted: Any = None
    transcript: Any = None
    summary: Any = None
    inboundPhoneCallDebuggingArtifacts: Any = None


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
        if message.get("type") == "status-update":
            StatusUpdate.model_validate(message)
    except (ValueError, ValidationError):
        return JSONResponse({"error": "invalid"}, status_code=422)
    return JSONResponse(answer_to(message))


EXHIBIT = faulty(
    "accepts",
    "status-update is rejected when the message has a property that the schema does not list",
    status=422,
    types=("status-update",),
)
