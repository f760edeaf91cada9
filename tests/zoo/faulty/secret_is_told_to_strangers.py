from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import SECRET, answer_to, is_secret, message_in

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    given = request.headers.get("x-vapi-secret")
    if not is_secret(given):
        return JSONResponse({"error": f"expected {SECRET!r}, got {given!r}"}, status_code=401)
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response(status_code=400)
    return JSONResponse(answer_to(message))


EXHIBIT = Exhibit(
    fault="The reply to a bad credential contains the expected secret.",
    types=("hang",),
    secret=SECRET,
    expected=(
        Expected(
            check="leaks",
            title="a request gets a reply that leaks the secret when the credential is missing",
            status=401,
        ),
    ),
)
