"""The app of the shared suite on Django, for WSGI and for ASGI."""

from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.delivery.apps.conduct import conduct, conduct_async

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="for tests only", LOGGING_CONFIG=None
    )
    django.setup()


@csrf_exempt
def on_sync(request: HttpRequest) -> HttpResponse:
    """A plain view."""
    status, body = conduct(request.body, request.headers)
    return HttpResponse(body, status=status)


@csrf_exempt
async def on_async(request: HttpRequest) -> HttpResponse:
    """An async view."""
    status, body = await conduct_async(request.body, request.headers)
    return HttpResponse(body, status=status)


urlpatterns = [path("webhook", on_sync), path("async", on_async)]


def wsgi() -> Any:
    """Django as WSGI application."""
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def asgi() -> Any:
    """Django as ASGI application."""
    from django.core.handlers.asgi import ASGIHandler

    return ASGIHandler()
