"""The destination of a handoff is an assistant without id and name."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") == "handoff-destination-request":
        return JsonResponse({"destination": {"type": "assistant"}})
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = replier("/destination has none of assistantId", type="handoff-destination-request", status=200)
