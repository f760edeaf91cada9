"""Which kind of handler something is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...errors import AmbiguousHandler, NotAHandler
from .call_signature import Shape, is_async, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .adapter import Adapter

#: What makes the adapter, for each kind, and its module in this package.
KINDS: Mapping[str, str] = {
    "asgi": ".asgi:AsgiAdapter",
    "wsgi": ".wsgi:WsgiAdapter",
    "function": ".function:FunctionAdapter",
    "aiohttp": ".aiohttp_app:AiohttpAdapter",
    "lambda": ".aws_lambda:http_api",
    "lambda-url": ".aws_lambda:function_url",
    "lambda-v1": ".aws_lambda:rest_api",
    "url": ".url:UrlAdapter",
    "factory": ".factory:FactoryAdapter",
}

#: Applications by the class that they are instances of.
APPLICATIONS: Mapping[str, str] = {
    "starlette.applications.Starlette": "asgi",
    "litestar.app.Litestar": "asgi",
    "quart.app.Quart": "asgi",
    "falcon.asgi.app.App": "asgi",
    "django.core.handlers.asgi.ASGIHandler": "asgi",
    "django.core.handlers.wsgi.WSGIHandler": "wsgi",
    "flask.app.Flask": "wsgi",
    "aiohttp.web_app.Application": "aiohttp",
    "bottle.Bottle": "wsgi",
    "falcon.app.App": "wsgi",
}

_ASGI = ("scope", "receive", "send")


def adapter_for(target: Any, kind: str) -> Adapter:
    """The adapter of a kind for a target. Only then is its module imported."""
    module, _, name = KINDS[kind].partition(":")
    adapter: Adapter = getattr(import_module(module, __package__), name)(target)
    return adapter


def is_factory(target: Any) -> bool:
    """Whether a target is a function that asks for nothing, so that only what it returns can be a handler."""
    if isinstance(target, type) or not callable(target) or _kind_of_application(target) is not None:
        return False
    shape = shape_of(target)
    return shape.known and not (shape.positional or shape.variadic or shape.demanded)


def kind_of(target: Any) -> str:
    """The kind of a target: by its class, then its signature. Raises `NotAHandler` or `AmbiguousHandler`."""
    known = _kind_of_application(target)
    if known is not None:
        return known
    if isinstance(target, type):
        raise NotAHandler(target, "it is a class; pass an instance, or a factory as 'module:factory()'")
    if not callable(target):
        raise NotAHandler(target, "it cannot be called")
    return _kind_of_callable(target, shape_of(target))


def _kind_of_application(target: Any) -> str | None:
    names = (f"{base.__module__}.{base.__qualname__}" for base in type(target).__mro__)
    return next((APPLICATIONS[name] for name in names if name in APPLICATIONS), None)


def _kind_of_callable(target: Callable[..., Any], shape: Shape) -> str:
    if not shape.known:
        raise AmbiguousHandler(target, "its parameters cannot be inspected", tuple(KINDS))
    if shape.positional[:3] == _ASGI or (len(shape.required) == 3 and is_async(target)):
        return "asgi"
    if _is_wsgi(shape):
        return "wsgi"
    if _is_lambda(shape):
        return "lambda"
    if shape.demanded and shape.demanded != ("headers",):
        raise NotAHandler(target, f"it requires the keyword arguments {', '.join(shape.demanded)}")
    return _kind_of_function(target, shape)


def _kind_of_function(target: Callable[..., Any], shape: Shape) -> str:
    count = len(shape.required)
    if not shape.positional and not shape.variadic:
        raise NotAHandler(target, "it takes no argument; write a factory as 'module:factory()'")
    if count > 2:
        raise NotAHandler(target, f"it requires {count} arguments: {', '.join(shape.required)}")
    if shape.positional[0:1] == ("request",):
        why = "its parameter 'request' suggests a web framework; pass the application instead"
        raise AmbiguousHandler(target, why, ("function",))
    if count == 2 and not _takes_headers(shape):
        why = f"its parameters ({', '.join(shape.required)}) do not show what it takes"
        raise AmbiguousHandler(target, why, tuple(KINDS))
    return "function"


def _is_wsgi(shape: Shape) -> bool:
    first, second = (*shape.positional, "", "")[:2]
    return second.strip("_") == "start_response" or first.strip("_") in ("environ", "wsgi_environ")


def _is_lambda(shape: Shape) -> bool:
    first, second = (*shape.positional, "", "")[:2]
    return len(shape.required) <= 2 and (
        second.strip("_") in ("context", "ctx") or (first, second) == ("event", "_")
    )


def _takes_headers(shape: Shape) -> bool:
    return "headers" in shape.required[1].lower()
