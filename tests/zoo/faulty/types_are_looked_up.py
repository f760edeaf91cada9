"""Handlers are looked up by type, but not every type is in the table."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

seen: list[Any] = []

HANDLERS: dict[str, Callable[[Any], None]] = {"session.created": seen.append, "tool-calls": seen.append}


async def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    HANDLERS[str(message.get("type", "tool-calls"))](message.get("timestamp"))
    return JsonResponse(answer_to(message))


app = asgi(webhook)

EXHIBIT = faulty(
    "accepts",
    "is rejected",
    line='HANDLERS[str(message.get("type", "tool-calls"))](message.get("timestamp"))',
    says="KeyError",
    types=("session.created", "hang"),
)
