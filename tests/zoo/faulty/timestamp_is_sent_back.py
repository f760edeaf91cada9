"""A number is returned, but NaN and Infinity, which Python accepts, are not JSON."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    message = await message_of(request)
    answer = answer_to(message) or {"heard": message.get("timestamp")}
    return JSONResponse(answer)


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when",
    line="return JSONResponse(answer)",
    says="ValueError: Out of range float values are not JSON compliant",
)
