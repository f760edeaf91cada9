"""A list of tool calls clears the text of its turn, as if nothing had been said before."""

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_in, turn_of

texts: dict[str, str] = {}
discarded: set[str] = set()


def spoken(turn: str, output: Any) -> None:
    if isinstance(output, str):
        texts[turn] = texts.get(turn, "") + output
    else:
        texts[turn] = ""


async def webhook(request: Request) -> JSONResponse:
    try:
        message = message_in(await request.body())
    except ValueError:
        return JSONResponse({}, 400)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        discarded.add(turn)
        texts[turn] = ""
    elif turn is not None and message.get("type") == "model-output" and turn not in discarded:
        spoken(turn, message.get("output"))
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("is lost when `output` is not a string", read=caption)
