"""The app of the shared suite on ASGI, bare and on real frameworks."""

import json
from typing import Any

from fastapi import FastAPI
from litestar import Litestar, post
from litestar import Request as LitestarRequest
from litestar import Response as LitestarResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.delivery.apps.conduct import conduct, conduct_async


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """An application without a framework, and without a lifespan."""
    assert scope["type"] == "http"
    event = await receive()
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    status, body = await conduct_async(event["body"], headers)
    await send({"type": "http.response.start", "status": status, "headers": [(b"x-app", b"bare")]})
    await send({"type": "http.response.body", "body": body})


async def _starlette_endpoint(request: Request) -> Response:
    status, body = await conduct_async(await request.body(), request.headers)
    return Response(body, status_code=status)


def starlette() -> Starlette:
    """Starlette."""
    return Starlette(routes=[Route("/webhook", _starlette_endpoint, methods=["POST"])])


def fastapi() -> FastAPI:
    """FastAPI with an async endpoint, and at /sync with one that runs on a thread."""
    app = FastAPI()

    @app.post("/webhook")
    async def webhook(request: Request) -> Response:
        return await _starlette_endpoint(request)

    return app


def fastapi_on_threads() -> FastAPI:
    """FastAPI with an endpoint that is a plain function."""
    app = FastAPI()

    @app.post("/webhook")
    def webhook(request: Request, body: dict[str, Any]) -> Response:
        status, answer = conduct(json.dumps(body, separators=(",", ":")).encode(), request.headers)
        return Response(answer, status_code=status)

    return app


def litestar() -> Litestar:
    """Litestar."""

    @post("/webhook")
    async def webhook(request: LitestarRequest[Any, Any, Any]) -> LitestarResponse[bytes]:
        status, body = await conduct_async(await request.body(), request.headers)
        return LitestarResponse(body, status_code=status, media_type="application/json")

    return Litestar([webhook], openapi_config=None)
