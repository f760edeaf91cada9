"""Handlers are looked up by type, but not every type is in the table."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

seen: list[Any] = []

HANDLERS: dict[str, Callable[[Any], None]] = {"session.created": seen.append, "tool-calls": seen.append}


async def webhook(request: HttpRequest) -> HttpResponse:
    try:
        message = message_in(request.body)
    except ValueError:
        return HttpResponse(status=400)
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
