"""One behaviour as each kind of handler that takes requests in process."""

import json
from collections.abc import Callable, Mapping
from typing import Any

Act = Callable[[Any], Any]
JSON = "application/json"


def function(act: Act) -> Any:
    """A function of the body."""

    def handler(body):
        return act(body)

    return handler


def coroutine(act: Act) -> Any:
    """An async function of the body."""

    async def handler(body):
        return act(body)

    return handler


def asgi(act: Act) -> Any:
    """An ASGI application without a framework."""

    async def app(scope, receive, send):
        if scope["type"] != "http":
            raise NotImplementedError
        answer = json.dumps(act(json.loads((await receive())["body"]))).encode()
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", JSON.encode())]}
        )
        await send({"type": "http.response.body", "body": answer})

    return app


def wsgi(act: Act) -> Any:
    """A WSGI application without a framework."""

    def app(environ, start_response):
        answer = json.dumps(act(json.loads(environ["wsgi.input"].read()))).encode()
        start_response("200 OK", [("Content-Type", JSON)])
        return [answer]

    return app


def aws_lambda(act: Act) -> Any:
    """An AWS Lambda function."""

    def handler(event, context):
        return {"statusCode": 200, "body": json.dumps(act(json.loads(event["body"])))}

    return handler


def fastapi(act: Act) -> Any:
    """FastAPI."""
    from fastapi import FastAPI, Request

    app = FastAPI()

    async def webhook(request: Request) -> Any:
        return act(await request.json())

    app.post("/")(webhook)
    return app


def flask(act: Act) -> Any:
    """Flask."""
    from flask import Flask, request

    app = Flask("hostile")
    app.post("/")(lambda: json.dumps(act(request.get_json())))
    return app


def aiohttp(act: Act) -> Any:
    """aiohttp."""
    from aiohttp import web

    async def webhook(request: web.Request) -> web.Response:
        return web.json_response(act(await request.json()))

    app = web.Application()
    app.router.add_post("/", webhook)
    return app


def django(act: Act) -> Any:
    """Django, by WSGI."""
    import django as framework
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import JsonResponse
    from django.urls import path

    urls = type(
        "urls",
        (),
        {"urlpatterns": [path("", lambda asked: JsonResponse({"a": act(json.loads(asked.body))}))]},
    )
    settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=urls, SECRET_KEY="for tests only", LOGGING_CONFIG=None
    )
    framework.setup()
    return WSGIHandler()


def litestar(act: Act) -> Any:
    """Litestar."""
    from litestar import Litestar, post

    async def webhook(data: dict[str, Any]) -> Any:
        return act(data)

    return Litestar([post("/")(webhook)])


KINDS: Mapping[str, Callable[[Act], Any]] = {
    "function": function,
    "coroutine": coroutine,
    "asgi": asgi,
    "wsgi": wsgi,
    "lambda": aws_lambda,
    "fastapi": fastapi,
    "flask": flask,
    "aiohttp": aiohttp,
    "django": django,
    "litestar": litestar,
}
