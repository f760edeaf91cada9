from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    return answer_to(message_of(payload))


EXHIBIT = Exhibit(types=("session.created",))
