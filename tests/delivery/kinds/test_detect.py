"""Which kind of handler something is."""

from functools import partial
from typing import Any

import pytest

from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.delivery.kinds.detect import kind_of
from pytest_vapi_contract.errors import AmbiguousHandler, BadHandlerOption, NotAHandler
from tests.delivery.apps import aiohttp_app, asgi_apps, django_app, functions, lambdas, wsgi_apps


class Middleware:
    """Wraps an application, as middleware does."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, scope: Any, receive: Any, send: Any) -> Any:
        """Pass on."""
        return self.app(scope, receive, send)


class WsgiMiddleware:
    """Wraps a WSGI application."""

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer nothing."""
        start_response("200 OK", [])
        return []


class Callable:
    """An object that is called with the payload."""

    async def __call__(self, payload: Any) -> Any:
        """Echo."""
        return payload

    def method(self, payload: Any, headers: Any = None) -> Any:
        """Echo both."""
        return payload, headers


class Opaque:
    """A callable that does not say what it takes, as some written in C."""

    __signature__ = "unknown"

    def __call__(self, *args: Any) -> None:
        """Take anything."""


async def other_names(a: Any, b: Any, c: Any) -> None:
    """ASGI with names of its own."""


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        (asgi_apps.bare, "asgi"),
        (asgi_apps.starlette(), "asgi"),
        (asgi_apps.fastapi(), "asgi"),
        (asgi_apps.litestar(), "asgi"),
        (django_app.asgi(), "asgi"),
        (Middleware(asgi_apps.bare), "asgi"),
        (other_names, "asgi"),
        (aiohttp_app.app(), "aiohttp"),
        (lambdas.on_http_api, "lambda"),
        pytest.param(lambda event, _context: None, "lambda", id="lambda-private"),
        pytest.param(lambda event, _: None, "lambda", id="lambda-unused"),
        (wsgi_apps.bare, "wsgi"),
        (wsgi_apps.flask(), "wsgi"),
        (wsgi_apps.flask().wsgi_app, "wsgi"),
        (wsgi_apps.bottled(), "wsgi"),
        (django_app.wsgi(), "wsgi"),
        (WsgiMiddleware(), "wsgi"),
        (functions.of_payload, "function"),
        (functions.of_both, "function"),
        (functions.async_of_both, "function"),
        (partial(functions.of_both, headers={}), "function"),
        (Callable(), "function"),
        (Callable().method, "function"),
        (lambda payload: payload, "function"),
        pytest.param(lambda *args: args, "function", id="variadic"),
        (print, "function"),
    ],
)
def test_the_kind_is_seen(target, kind):
    """By the class, or by the signature."""
    assert kind_of(target) == kind


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (42, "it cannot be called"),
        (None, "it cannot be called"),
        (Middleware, "it is a class; pass an instance, or a factory as 'module:factory()'"),
        (lambda: None, "it takes no argument; write a factory as 'module:factory()'"),
        (lambda a, b, c: None, "it requires 3 arguments: a, b, c"),
        (lambda payload, *, db: None, "it requires the keyword arguments db"),
    ],
)
def test_what_takes_no_message_is_refused(target, why):
    """The reason is said, and what a handler is."""
    with pytest.raises(NotAHandler) as caught:
        kind_of(target)

    assert f" is not a valid handler: {why}. A handler is an ASGI or WSGI application" in str(caught.value)


@pytest.mark.parametrize(
    "target",
    [lambda a, b: None, lambda request: None, Opaque()],
    ids=["two", "request", "opaque"],
)
def test_what_may_be_anything_asks_for_the_kind(target):
    """Nothing is guessed."""
    with pytest.raises(AmbiguousHandler, match="Cannot determine the handler type"):
        kind_of(target)


def test_the_kind_can_be_said():
    """`kind=` decides where it cannot be seen."""

    def receive(a: Any, b: Any) -> Any:
        return a, dict(b)

    with pytest.raises(
        AmbiguousHandler, match=r"its parameters \(a, b\) do not show what it takes. Specify kind='asgi' or"
    ):
        as_handler(receive)
    with as_handler(receive, kind="function") as handler:
        exchange = handler.send({"message": {}})

    assert exchange.reply is not None
    assert exchange.reply.value == ({"message": {}}, {"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "options",
    [{"kind": "soap"}, {"timeout": 0}, {"secret": "a", "credentials": object()}],
    ids=["kind", "timeout", "both"],
)
def test_an_option_that_means_nothing_is_refused(options):
    """Before anything is sent."""
    with pytest.raises(BadHandlerOption):
        as_handler(print, **options)


def test_a_handler_is_taken_as_it_is():
    """`as_handler` of a handler is that handler."""
    handler = as_handler(print)

    assert as_handler(handler) is handler
