from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import asgi
from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in


async def webhook(request: HttpRequest) -> HttpResponse:
    try:
        message = message_in(request.body)
    except ValueError:
        return HttpResponse(status=400)
    return JsonResponse(answer_to(message))


app = asgi(webhook)

EXHIBIT = Exhibit(types=("tool-calls",))
