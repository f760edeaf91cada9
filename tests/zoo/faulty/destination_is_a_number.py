"""The destination of a transfer is a number, but Vapi requires an object that contains it."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to


async def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") == "transfer-destination-request":
        return JsonResponse({"destination": "+13125550174"})
    return JsonResponse(answer_to(message))


app = asgi(webhook)

EXHIBIT = faulty(
    "replies",
    "transfer-destination-request returns a reply that Vapi cannot use",
    status=200,
    says="/destination",
    types=("transfer-destination-request",),
)
