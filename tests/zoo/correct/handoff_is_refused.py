from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi, message_of
from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to


async def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") != "handoff-destination-request":
        return JsonResponse(answer_to(message))
    if message.get("parameters"):
        return JsonResponse({"destination": {"type": "assistant", "assistantName": "Billing"}})
    return JsonResponse({"error": "It is not clear who should take over."})


app = asgi(webhook)

EXHIBIT = answering("handoff-destination-request")
