"""Only the first of several tool calls gets a result."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, tool_call_ids


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") == "tool-calls":
        results = [{"toolCallId": id, "result": "Done."} for id in tool_call_ids(message)[:1]]
        return JsonResponse({"results": results})
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = replier("no result has the toolCallId", status=200)
