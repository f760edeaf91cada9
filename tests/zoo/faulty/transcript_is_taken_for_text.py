"""`.split` on a transcript that is not text."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

words: list[int] = []


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    if message.get("type") == "transcript" and "transcript" in message:
        words.append(len(message["transcript"].split()))
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = faulty(
    "survives",
    "transcript breaks the handler when `transcript` is not a string",
    line='words.append(len(message["transcript"].split()))',
    types=("transcript",),
)
