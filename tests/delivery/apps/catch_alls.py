"""Handlers of each kind that catch everything: `work` fails, and the reply does not say so."""

import json
from typing import Any

from aiohttp import web
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from flask import Flask, jsonify, request
from starlette.applications import Starlette
from starlette.routing import Route


def number_of(value: Any) -> float:
    """Ordinary control flow, by exceptions."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def work(message: Any) -> Any:
    """What fails without a call."""
    number_of("before")
    call = message["call"]
    number_of("behind")
    return call


def function(body: Any) -> dict[str, Any]:
    """A plain function."""
    try:
        work(body["message"])
    except Exception:
        number_of("in the handler")
        return {"ok": False}
    return {"ok": True}


async def async_function(body: Any) -> dict[str, Any]:
    """One on a loop."""
    return function(body)


def aws_lambda(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A function behind a gateway."""
    try:
        work(json.loads(event["body"])["message"])
    except Exception:
        result = {"statusCode": 500}
    else:
        result = {"statusCode": 200}
    number_of("after the handler")
    return result


flask = Flask(__name__)


@flask.post("/webhook")
def flask_view() -> Any:
    """A view of Flask."""
    try:
        work(request.get_json()["message"])
    except Exception:
        return jsonify(error="internal"), 500
    return {}


fastapi = FastAPI()


@fastapi.post("/webhook")
async def fastapi_view(request: Request) -> JSONResponse:
    """On the loop."""
    body = await request.json()
    try:
        work(body["message"])
    except Exception:
        return JSONResponse({"error": "internal"}, status_code=500)
    return JSONResponse({})


threaded = FastAPI()


@threaded.post("/webhook")
def threaded_view(body: dict[str, Any]) -> dict[str, Any]:
    """On a thread of the framework's; another exception in the place of the first."""
    try:
        work(body["message"])
    except Exception:
        raise HTTPException(500, "internal") from None
    return {}


async def bare_view(request: Request) -> JSONResponse:
    """Catches nothing."""
    work((await request.json())["message"])
    return JSONResponse({})


async def failed(request: Request, error: Exception) -> JSONResponse:
    """The exception handler of the application."""
    return JSONResponse({}, status_code=500)


handlers: dict[Any, Any] = {KeyError: failed}
starlette = Starlette(routes=[Route("/webhook", bare_view, methods=["POST"])], exception_handlers=handlers)


async def aiohttp_view(request: web.Request) -> web.Response:
    """On a server of its own."""
    body = await request.json()
    try:
        work(body["message"])
    except Exception:
        return web.json_response({}, status=500)
    return web.json_response({})


def aiohttp_app() -> web.Application:
    """Made anew for each loop."""
    app = web.Application()
    app.router.add_post("/webhook", aiohttp_view)
    return app
