"""A cost is required, and a middleware that catches everything hides where."""

import json
from typing import Any

from aiohttp import web

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

totals = {"cost": 0.0}


async def book(message: dict[str, Any]) -> None:
    if message.get("type") == "end-of-call-report":
        cost = message["cost"]
        totals["cost"] += cost if isinstance(cost, float) else 0.0


@web.middleware
async def never_fail(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        return web.json_response({"ok": False}, status=500)
    return response


async def webhook(request: web.Request) -> web.Response:
    try:
        payload = json.loads(await request.read())
    except (ValueError, RecursionError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
    message = message_of(payload)
    await book(message)
    return web.json_response(answer_to(message))


def make_app() -> web.Application:
    app = web.Application(middlewares=[never_fail], client_max_size=1 << 21)
    app.router.add_post("/webhook", webhook)
    return app


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when `cost` is missing",
    line='cost = message["cost"]',
    status=500,
    says="caught at",
    handler="make_app()",
    types=("end-of-call-report",),
)
