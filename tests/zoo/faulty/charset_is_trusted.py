"""500 on a charset that does not exist."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import wsgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


def webhook(request: HttpRequest) -> HttpResponse:
    charset = request.content_params.get("charset") or "utf-8"
    try:
        message = message_in(request.body.decode(charset))
    except ValueError:
        return HttpResponse(status=400)
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the Content-Type is 'application/json; charset=no-such'",
    line="message = message_in(request.body.decode(charset))",
    says="LookupError",
)
