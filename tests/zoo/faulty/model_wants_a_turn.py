"""A model requires a turnId, which is optional."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, JsonValue, ValidationError

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = FastAPI()


class ModelOutput(BaseModel):
    turnId: str
    output: JsonValue


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return JSONResponse({"error": "no JSON"}, status_code=400)
    if message.get("type") == "model-output":
        try:
            ModelOutput.model_validate(message)
        except ValidationError:
            return JSONResponse({"error": "no model-output"}, status_code=422)
    return JSONResponse(answer_to(message))


EXHIBIT = faulty(
    "accepts", "model-output is rejected when `turnId` is missing", status=422, types=("model-output",)
)
