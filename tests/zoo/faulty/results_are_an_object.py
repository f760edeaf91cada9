"""The results are an object with one entry, not a list."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, tool_call_ids


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") == "tool-calls":
        [id, *_] = tool_call_ids(message) or ["none"]
        return JsonResponse({"results": {"toolCallId": id, "result": "Done."}})
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = replier("/results is not a list", status=200)
