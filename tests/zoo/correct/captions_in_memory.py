from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import right_captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str, str] = {}
interrupted: set[str] = set()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn, output = turn_of(message), message.get("output")
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif turn is not None and turn not in interrupted and isinstance(output, str):
        texts[turn] = texts.get(turn, "") + output
    return answer_to(message)


EXHIBIT = right_captions(lambda turn_id: texts.get(turn_id, ""))
