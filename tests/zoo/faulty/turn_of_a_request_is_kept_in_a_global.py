"""The turn of a request is kept in a module variable, so concurrent requests overwrite each other's turn."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str | None, str] = {}
interrupted: set[str | None] = set()
current: str | None = None


def append(output: str) -> None:
    texts[current] = texts.get(current, "") + output


@app.post("/webhook")
def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    global current
    message = message_of(payload)
    current = turn_of(message)
    if current is not None and message.get("type") == "user-interrupted":
        interrupted.add(current)
        texts[current] = ""
    elif current is not None and current not in interrupted and isinstance(message.get("output"), str):
        append(message["output"])
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("when two calls happen at once", read=caption, says="hold a lock from load to save")
