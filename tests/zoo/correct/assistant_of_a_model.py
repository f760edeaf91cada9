from typing import Annotated, Any

from fastapi import Body, FastAPI
from pydantic import BaseModel

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, message_of

app = FastAPI()


class AssistantReply(BaseModel):
    """What is not given is null in the reply."""

    assistantId: str | None = None
    assistant: dict[str, Any] | None = None
    destination: dict[str, Any] | None = None
    error: str | None = None


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> Any:
    message = message_of(payload)
    if message.get("type") == "assistant-request":
        return AssistantReply(assistantId="a1b2c3")
    return answer_to(message)


EXHIBIT = answering("assistant-request")
