"""Every customer must have a number, but a web caller has none."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

logger = logging.getLogger(__name__)


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    customer = message.get("customer")
    if message.get("type") == "hang" and isinstance(customer, dict):
        logger.info("%s has waited for long", customer["number"])
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = faulty(
    "accepts",
    "hang is rejected when `customer.number` is missing",
    line='logger.info("%s has waited for long", customer["number"])',
)
