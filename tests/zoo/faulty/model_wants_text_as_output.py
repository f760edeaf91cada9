"""A model declares output as text, but for a tool call it is an object or a list."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = FastAPI()

spoken: dict[str | None, str] = {}


class ModelOutput(BaseModel):
    output: str
    turnId: str | None = None


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
        if message.get("type") == "model-output":
            on_model_output(ModelOutput.model_validate(message))
    except (ValidationError, ValueError):
        return JSONResponse({"error": "invalid"}, status_code=422)
    return JSONResponse(answer_to(message))


def on_model_output(event: ModelOutput) -> None:
    spoken[event.turnId] = spoken.get(event.turnId, "") + event.output


EXHIBIT = faulty("accepts", "model-output is rejected", status=422, types=("model-output",))
