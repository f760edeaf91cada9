"""The texts of the last two turns are kept, and a token of an earlier one is looked up all the same."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, turn_of
from tests.zoo.starlette_project import message_of

known: set[str] = set()
texts: dict[str, str] = {}


async def webhook(request: Request) -> JSONResponse:
    message = await message_of(request)
    turn, output = turn_of(message), message.get("output")
    if turn is not None and message.get("type") == "model-output" and isinstance(output, str):
        if turn not in known:
            known.add(turn)
            texts[turn] = ""
        texts[turn] += output
        if len(texts) > 2:
            texts.pop(next(iter(texts)))
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = rare(
    "observed",
    "model-output",
    line="texts[turn] += output",
    types=("model-output",),
    within=1_800,
    proof=tuple(like("model-output", turnId=turn, output="Yes.") for turn in ("a", "b", "c", "a")),
)
