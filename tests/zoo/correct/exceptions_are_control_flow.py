"""A webhook that finds out by exceptions what a message has: each of them is expected."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import Exhibit

app = FastAPI()

callers: dict[str, Any] = {}


def call_of(message: Any) -> str:
    try:
        return str(message["call"]["id"])
    except Exception:  # noqa: BLE001 - as people write it
        return "no call"


@app.post("/webhook")
async def webhook(request: Request) -> JSONResponse:
    try:
        message = (await request.json())["message"]
    except Exception:  # noqa: BLE001 - as people write it
        return JSONResponse({"error": "not a message"}, status_code=400)
    try:
        callers[call_of(message)] = message["customer"]["number"]
    except (KeyError, TypeError):
        callers[call_of(message)] = None
    return JSONResponse({})


EXHIBIT = Exhibit(types=("hang", "model-output"))
