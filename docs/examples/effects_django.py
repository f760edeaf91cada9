import json
from tempfile import TemporaryDirectory

import django
from django.conf import settings

# Your project has its own settings and models, and pytest-django makes the database. The handler runs in
# other threads than the test, so the database has to be one that all threads share, such as a file.
directory = TemporaryDirectory()
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{directory.name}/calls.db"}},
    ROOT_URLCONF=__name__,
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from pytest_vapi_contract import assert_handler_conforms


class CallReport(models.Model):
    call_id = models.TextField(primary_key=True)
    ended_reason = models.TextField()

    class Meta:
        app_label = "calls"


@csrf_exempt
def webhook(request):
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "not JSON"}, status=400)
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        return JsonResponse({"error": "no message"}, status=400)
    call, reason = message.get("call"), message.get("endedReason")
    call_id = call.get("id") if isinstance(call, dict) else None
    if message.get("type") == "end-of-call-report" and isinstance(call_id, str) and isinstance(reason, str):
        # The second delivery finds the first one's row.
        CallReport.objects.get_or_create(call_id=call_id, defaults={"ended_reason": reason})
    return JsonResponse({})


urlpatterns = [path("webhook", webhook)]


def reports():
    return sorted(CallReport.objects.values_list("call_id", "ended_reason"))


def forget():
    CallReport.objects.all().delete()


def test_each_report_is_stored_once():
    with connection.schema_editor() as editor:
        editor.create_model(CallReport)

    assert_handler_conforms(
        WSGIHandler(),
        path="/webhook",
        handles=["end-of-call-report"],
        state=reports,
        reset=forget,
        checks=["effects"],  # leave this out to run all checks
    )
