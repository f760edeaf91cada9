"""The reply to a request that is not JSON contains a traceback."""

import traceback

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import wsgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


def webhook(request: HttpRequest) -> HttpResponse:
    try:
        return JsonResponse(answer_to(message_in(request.body)))
    except ValueError:
        return JsonResponse({"error": traceback.format_exc()}, status=400)


app = wsgi(webhook)

EXHIBIT = faulty("leaks", "a request gets a reply that leaks a traceback when the body is empty", status=400)
