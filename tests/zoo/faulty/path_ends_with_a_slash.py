"""The route ends with a slash, but the URL in Vapi does not, and Vapi does not follow redirects."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook/")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    return answer_to(message_of(payload))


EXHIBIT = faulty("accepts", "is rejected", status=307, says="Vapi does not follow redirects")
