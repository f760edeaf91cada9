"""The routes of an application that take a POST, where its framework tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any, TypeGuard


def post_routes(app: Any) -> tuple[str, ...]:
    """The paths below which an application takes a POST, sorted; none where that cannot be seen."""
    found: set[str] = set()
    # An application may be anything, and this is only advice.
    with suppress(Exception):
        for routes in (_of_flask, _of_aiohttp, _of_starlette, _of_django):
            found.update(routes(app))
    return tuple(sorted(found))


def _of_flask(app: Any) -> Iterator[str]:
    """Flask has a map of rules."""
    url_map = getattr(app, "url_map", None)
    for rule in url_map.iter_rules() if url_map is not None else ():
        if "POST" in (rule.methods or ()):
            yield str(rule.rule)


def _of_aiohttp(app: Any) -> Iterator[str]:
    """An application of aiohttp has a router of resources."""
    resources = getattr(getattr(app, "router", None), "resources", None)
    found: Any = resources() if callable(resources) else ()
    for resource in found:
        if any(route.method in ("POST", "*") for route in resource):
            yield str(resource.canonical)


def _of_starlette(app: Any, prefix: str = "") -> Iterator[str]:
    """FastAPI, Starlette, Litestar and Bottle have a list of routes; one of Starlette may be mounted."""
    routes: object = getattr(app, "routes", None)
    for route in routes if _is_iterable(routes) else ():
        path = prefix + str(getattr(route, "path", "") or getattr(route, "rule", ""))
        if "POST" in (getattr(route, "methods", None) or (getattr(route, "method", None),)):
            yield path
        yield from _of_starlette(route, path)


def _of_django(app: Any) -> Iterator[str]:
    """A Django application does not know its URL patterns, but its project does, and there is only one."""
    if any(each.__module__.startswith("django.core.handlers") for each in type(app).__mro__):
        yield from _below(import_module("django.urls").get_resolver(), "/")


def _below(resolver: Any, prefix: str) -> Iterator[str]:
    """The paths of URL patterns, but for the many of Django's own administration."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from _below(pattern, path) if pattern.app_name != "admin" else ()
        elif _takes_post(pattern.callback):
            yield path


def _takes_post(view: Any) -> bool:
    """A view that is a class has a method for each that it takes; a function is called for all."""
    return hasattr(view.view_class, "post") if hasattr(view, "view_class") else True


def _is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    return isinstance(value, Iterable)
