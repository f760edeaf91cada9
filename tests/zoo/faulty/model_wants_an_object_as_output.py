"""A model from the schema requires an object as output, but production sends tokens and lists."""

from typing import Any

from litestar import Litestar, Request, Response, post
from pydantic import BaseModel, ValidationError

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


class ModelOutput(BaseModel):
    output: dict[str, Any]


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    try:
        message = message_in(await request.body())
        if message.get("type") == "model-output":
            ModelOutput.model_validate(message)
    except (ValueError, ValidationError):
        return Response({"error": "invalid"}, status_code=400)
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty(
    "observed", "model-output is rejected in its production form", status=400, types=("model-output",)
)
