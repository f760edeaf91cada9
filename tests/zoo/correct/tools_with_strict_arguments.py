from typing import Annotated, Any

from fastapi import Body, FastAPI
from pydantic import BaseModel, ValidationError

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()


class Booking(BaseModel):
    name: str
    people: int


def result_of(call: dict[str, Any]) -> dict[str, Any]:
    """Refuse bad arguments and unknown tools in words, and with status 200."""
    function = object_at(call, "function") or call
    id = str(call.get("id"))
    if function.get("name") != "book_table":
        return {"toolCallId": id, "error": "There is no such tool."}
    try:
        booking = Booking.model_validate(function.get("arguments"), strict=True)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        return {"toolCallId": id, "error": f"These arguments are wrong: {places}".replace("\n", " ")}
    return {"toolCallId": id, "result": f"Booked for {booking.people}."}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") != "tool-calls":
        return answer_to(message)
    calls = message.get("toolCallList")
    asked = [call for call in calls if isinstance(call, dict)] if isinstance(calls, list) else []
    return {"results": [result_of(call) for call in asked if isinstance(call.get("id"), str)]}


EXHIBIT = answering()
