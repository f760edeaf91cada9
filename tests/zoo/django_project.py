"""Django, so that each webhook has URLs of its own: the settings are one for the whole process."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.delivery.apps import django_app  # noqa: F401 - it configures Django
from tests.zoo.project import message_in

View = Callable[..., Any]


def message_of(request: HttpRequest) -> dict[str, Any]:
    """The message in a request; 400 is answered to what is no JSON."""
    try:
        return message_in(request.body)
    except ValueError as error:
        raise BadRequest("no JSON") from error


def wsgi(view: View) -> Any:
    """A WSGI application with a view at /webhook."""
    return _Wsgi(_urls(view))


def asgi(view: View) -> Any:
    """An ASGI application with a view at /webhook."""
    return _Asgi(_urls(view))


def _urls(view: View) -> tuple[Any, ...]:
    return (path("webhook", csrf_exempt(view)),)


class _Wsgi(WSGIHandler):  # type: ignore[misc]  # Django ships no types
    def __init__(self, urls: tuple[Any, ...]) -> None:
        super().__init__()
        self.urls = urls

    def get_response(self, request: Any) -> Any:
        request.urlconf = self.urls
        return super().get_response(request)


class _Asgi(ASGIHandler):  # type: ignore[misc]  # Django ships no types
    def __init__(self, urls: tuple[Any, ...]) -> None:
        super().__init__()
        self.urls = urls

    async def get_response_async(self, request: Any) -> Any:
        request.urlconf = self.urls
        return await super().get_response_async(request)
