"""A number is returned, but NaN and Infinity, which Python accepts, are not JSON."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return JSONResponse({"error": "no JSON"}, status_code=400)
    answer = answer_to(message) or {"heard": message.get("timestamp")}
    return JSONResponse(answer)


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when",
    line="return JSONResponse(answer)",
    says="ValueError: Out of range float values are not JSON compliant",
)
