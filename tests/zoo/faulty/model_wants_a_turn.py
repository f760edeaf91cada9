"""A model requires a turnId, which is optional."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, JsonValue, ValidationError

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

app = FastAPI()


class ModelOutput(BaseModel):
    turnId: str
    output: JsonValue


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") == "model-output":
        try:
            ModelOutput.model_validate(message)
        except ValidationError:
            return JSONResponse({"error": "no model-output"}, status_code=422)
    return JSONResponse(answer_to(message))


EXHIBIT = faulty(
    "accepts", "model-output is rejected when `turnId` is missing", status=422, types=("model-output",)
)
