"""The text of an exception is sent to the caller."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> JSONResponse:
    try:
        message = (await request.json()).get("message")
        return JSONResponse(answer_to(message if isinstance(message, dict) else {}))
    except Exception as error:
        return JSONResponse({"error": str(error)}, status_code=400)


EXHIBIT = faulty(
    "leaks",
    "gets a reply that leaks the text of an exception",
    status=400,
    says="(tests/zoo/faulty/error_is_told_to_the_caller.py",
    types=("hang",),
)
