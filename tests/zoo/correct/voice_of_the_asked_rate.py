import math
from array import array
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of


def tone(seconds: float, rate: float) -> bytes:
    """A tone of 440 Hz, one channel, 16 bits."""
    samples = int(seconds * rate)
    return array("h", (int(9000 * math.sin(880 * math.pi * at / rate)) for at in range(samples))).tobytes()


def seconds_of(message: dict[str, Any]) -> float:
    text = message.get("text")
    return 0.002 * len(text) if isinstance(text, str) else 0.0


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") != "voice-request":
        return JSONResponse(answer_to(message))
    rate = message.get("sampleRate")
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 8_000 <= rate <= 48_000:
        return Response(media_type="application/octet-stream")
    audio = tone(seconds_of(message), rate)
    return Response(audio, media_type="application/octet-stream")


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = answering("voice-request")
