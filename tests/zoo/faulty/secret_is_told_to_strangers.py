"""The reply to a bad credential contains the expected secret."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret
from tests.zoo.starlette_project import message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    given = request.headers.get("x-vapi-secret")
    if not is_secret(given):
        return JSONResponse({"error": f"expected {SECRET!r}, got {given!r}"}, status_code=401)
    message = await message_of(request)
    return JSONResponse(answer_to(message))


EXHIBIT = faulty(
    "leaks",
    "a request gets a reply that leaks the secret when the credential is missing",
    status=401,
    secret=SECRET,
)
