import asyncio
from typing import Any

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import right_captions
from tests.zoo.project import answer_to, turn_of

texts: dict[str, str] = {}
interrupted: set[str] = set()
waiting: set[asyncio.Task[None]] = set()


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    task = asyncio.create_task(store(message))
    waiting.add(task)
    task.add_done_callback(waiting.discard)
    return web.json_response(answer_to(message))


async def store(message: dict[str, Any]) -> None:
    turn, output = turn_of(message), message.get("output")
    await asyncio.sleep(0.001)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif turn is not None and turn not in interrupted and isinstance(output, str):
        texts[turn] = texts.get(turn, "") + output


make_app = app_with(webhook)

EXHIBIT = right_captions(texts.get, handler="make_app()")
