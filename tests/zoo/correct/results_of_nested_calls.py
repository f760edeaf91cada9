from typing import Any

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, object_at


def results_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Read the calls where each has its tool beside it."""
    tools = message.get("toolWithToolCallList")
    calls = [object_at(tool, "toolCall") for tool in tools] if isinstance(tools, list) else []
    return [
        {"name": str(object_at(call, "function").get("name")), "toolCallId": call["id"], "result": "Done."}
        for call in calls
        if isinstance(call.get("id"), str)
    ]


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    if message.get("type") == "tool-calls" and message.get("toolWithToolCallList"):
        return web.json_response({"results": results_of(message)})
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = answering(handler="make_app()")
