import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in

logger = logging.getLogger(__name__)

app = FastAPI()


class ModelOutput(BaseModel):
    model_config = ConfigDict(extra="allow")

    output: Any
    turnId: str | None = None
    timestamp: float | None = None


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return JSONResponse({"error": "no JSON"}, status_code=400)
    if message.get("type") == "model-output":
        try:
            event = ModelOutput.model_validate(message)
        except ValidationError:
            return JSONResponse({"error": "no model-output"}, status_code=422)
        logger.info("Heard of turn %s", event.turnId)
    return JSONResponse(answer_to(message))


EXHIBIT = Exhibit(types=("model-output",))
