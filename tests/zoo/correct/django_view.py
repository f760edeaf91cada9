from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import wsgi
from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


def webhook(request: HttpRequest) -> HttpResponse:
    if not is_secret(request.headers.get("X-Vapi-Secret")):
        return HttpResponse(status=403)
    if request.method != "POST":
        return HttpResponse(status=405)
    try:
        message = message_in(request.body)
    except ValueError:
        return HttpResponse(status=400)
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = Exhibit(secret=SECRET)
