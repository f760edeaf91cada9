"""Arithmetic fails on a timestamp that is text or null."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

logger = logging.getLogger(__name__)


async def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    logger.info("Sent at %s", message.get("timestamp", 0) // 1000)
    return JsonResponse(answer_to(message))


app = asgi(webhook)

EXHIBIT = faulty(
    "survives",
    "breaks the handler when `timestamp` is null",
    line='logger.info("Sent at %s", message.get("timestamp", 0) // 1000)',
)
