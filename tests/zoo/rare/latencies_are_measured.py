"""The latencies of the turns in a report are added up, and one of them may be null."""

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, object_at

slowest: list[float] = []


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    turns = object_at(object_at(message, "artifact"), "performanceMetrics").get("turnLatencies")
    if message.get("type") == "end-of-call-report" and isinstance(turns, list):
        latencies = [
            each["voiceLatency"] for each in turns if isinstance(each, dict) and "voiceLatency" in each
        ]
        if not any(isinstance(latency, str | list | dict | bool) for latency in latencies):
            slowest.append(sum(latencies))
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = rare(
    "survives",
    "end-of-call-report",
    line="slowest.append(sum(latencies))",
    types=("end-of-call-report",),
    handler="make_app()",
    within=5_500,
    proof=(
        like(
            "end-of-call-report",
            artifact={"performanceMetrics": {"turnLatencies": [{"voiceLatency": None}]}},
        ),
    ),
)
