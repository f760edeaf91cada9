from types import SimpleNamespace

import bottle
import flask
from aiohttp import web
from django.conf import settings
from django.urls import include, path, re_path
from django.views import View
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from pytest_vapi_contract.delivery.routes import post_routes
from tests.delivery.apps import django_app


def _nothing(*_):
    return ""


async def _nothing_async(_):
    return web.Response()


def test_flask_tells_its_rules():
    """Only rules that take a POST are listed, sorted."""
    app = flask.Flask("shop")
    app.add_url_rule("/hook", "hook", _nothing, methods=["POST"])
    app.add_url_rule("/about", "about", _nothing, methods=["GET"])
    app.add_url_rule("/a", "a", _nothing, methods=["POST", "GET"])

    assert post_routes(app) == ("/a", "/hook")


def test_aiohttp_tells_its_resources():
    """A route for any method takes a POST as well."""
    app = web.Application()
    app.router.add_post("/hook", _nothing_async)
    app.router.add_get("/about", _nothing_async)
    app.router.add_route("*", "/any", _nothing_async)

    assert post_routes(app) == ("/any", "/hook")


def test_fastapi_and_bottle_have_a_list_of_routes():
    """A route has its methods, or one method."""
    fast, small = FastAPI(), bottle.Bottle()
    fast.add_api_route("/hook", lambda: "", methods=["POST"])
    small.route("/hook", "POST", _nothing)
    small.route("/about", "GET", _nothing)

    assert post_routes(fast) == ("/hook",)
    assert post_routes(small) == ("/hook",)


def test_what_is_mounted_has_the_path_of_the_mount():
    """The routes of an application inside another one begin with its path."""
    app = Starlette(routes=[Mount("/api", routes=[Route("/hook", _nothing, methods=["POST"])])])

    assert post_routes(app) == ("/api/hook",)


def test_django_tells_the_url_patterns_of_its_project(monkeypatch):
    """What is included has the path before it; a class without `post`, and the administration, take none."""

    class Page(View):
        def get(self, request): ...

    class Webhook(View):
        def post(self, request): ...

    inner = [path("<int:id>/hook", _nothing), path("page", Page.as_view()), path("class", Webhook.as_view())]
    urls = [
        path("vapi/", include(inner)),
        re_path("^old/$", _nothing),
        path("admin/", include(([path("login", _nothing)], "admin"))),
    ]
    monkeypatch.setattr(settings, "ROOT_URLCONF", tuple(urls))

    routes = {post_routes(app) for app in (django_app.wsgi(), django_app.asgi())}

    assert routes == {("/old/", "/vapi/<int:id>/hook", "/vapi/class")}


def test_an_application_may_be_anything():
    """What has no routes, or strange ones, has none that are known."""
    strange = SimpleNamespace(routes=7, router=SimpleNamespace(resources="none"))

    assert post_routes(object()) == ()
    assert post_routes(strange) == ()
