"""The app of the shared suite on WSGI, bare and on real frameworks."""

from collections.abc import Iterable
from typing import Any

import bottle
from flask import Flask, Response, request

from tests.delivery.apps.conduct import conduct


def bare(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """An application without a framework."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    headers = {
        name[5:].replace("_", "-"): str(value) for name, value in environ.items() if name[:5] == "HTTP_"
    }
    headers["Content-Type"] = environ["CONTENT_TYPE"]
    status, answer = conduct(body, headers)
    start_response(f"{status} Because", [("X-App", "bare")])
    return [answer]


def flask() -> Flask:
    """Flask."""
    app = Flask("shared")

    @app.post("/webhook")
    def webhook() -> Response:
        status, body = conduct(request.get_data(), dict(request.headers))
        return Response(body, status=status)

    return app


def bottled() -> bottle.Bottle:
    """Bottle."""
    app = bottle.Bottle()

    @app.post("/webhook")
    def webhook() -> bottle.HTTPResponse:
        sent = bottle.request
        status, body = conduct(sent.body.read(), {key: sent.headers[key] for key in sent.headers})
        return bottle.HTTPResponse(body, status=status)

    return app
