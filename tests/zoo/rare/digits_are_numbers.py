"""Text that passes `isdigit` is passed to `int`, which does not accept every such character."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to

entered: list[int] = []


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    said = message.get("input")
    if message.get("type") == "voice-input" and isinstance(said, str) and said.strip().isdigit():
        entered.append(int(said))
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = rare(
    "accepts",
    "voice-input",
    line="entered.append(int(said))",
    types=("voice-input",),
    within=9_000,
    proof=(like("voice-input", input="²"),),
)
