"""compare_digest fails on text with non-ASCII characters."""

import hmac
from typing import Annotated, Any

from fastapi import Body, FastAPI, Header, HTTPException

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(
    payload: Annotated[Any, Body()] = None, x_vapi_secret: Annotated[str, Header()] = ""
) -> dict[str, Any]:
    if not hmac.compare_digest(x_vapi_secret, SECRET):
        raise HTTPException(401)
    return answer_to(message_of(payload))


EXHIBIT = faulty(
    "credentials",
    "a request breaks the handler when the credential has a non-ASCII character",
    line="if not hmac.compare_digest(x_vapi_secret, SECRET):",
    secret=SECRET,
)
