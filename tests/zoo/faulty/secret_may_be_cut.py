"""A prefix of the secret is accepted."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to


def webhook(request: HttpRequest) -> HttpResponse:
    given = request.headers.get("X-Vapi-Secret")
    if not given or not SECRET.startswith(given):
        return HttpResponse(status=401)
    message = message_of(request)
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = faulty(
    "credentials",
    "accepted without valid credentials when the last character of the credential is missing",
    status=200,
    secret=SECRET,
)
