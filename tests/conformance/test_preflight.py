"""A webhook that is not there is one error with advice, and no finding."""

import pytest
from aiohttp import web
from fastapi import FastAPI
from flask import Flask
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from pytest_vapi_contract import as_handler, assert_handler_conforms, check_handler
from pytest_vapi_contract.case_sources.type_order import ACTED_ON
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import CredentialMissing, HandlerUnreachable, RouteNotFound
from tests.delivery.apps.server import serving

CONTRACT = shipped()
FEW = {"checks": ["accepts", "survives"], "max_examples": 3}


def answering(status, *, unless=lambda body: False):
    """A WSGI application that answers with a status, and with 200 to some bodies; and what it was sent."""
    seen = []

    def app(environ, start_response):
        body = environ["wsgi.input"].read()
        seen.append(body)
        start_response("200 OK" if unless(body) else f"{status} No", [])
        return [b""]

    return app, seen


def answer():
    """What the webhooks below answer."""
    return {}


def fastapi_app():
    """A FastAPI application with a webhook, a mounted one, and a page that takes no POST."""
    app = FastAPI()
    app.post("/vapi/webhook")(answer)
    app.get("/health")(answer)
    app.mount("/inner", Starlette(routes=[Route("/hook", lambda request: None, methods=["POST"])]))
    return app


def flask_app():
    """A Flask application with a webhook."""
    app = Flask("flask_app")
    app.post("/vapi/webhook")(answer)
    return app


def aiohttp_app():
    """An aiohttp application with a webhook."""

    async def webhook(request):
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/vapi/webhook", webhook)
    return app


def starlette_app():
    """A Starlette application with a webhook below a mount."""
    return Starlette(
        routes=[Mount("/vapi", routes=[Route("/webhook", lambda request: None, methods=["POST"])])]
    )


@pytest.mark.parametrize("run", [check_handler, assert_handler_conforms])
def test_a_server_that_is_not_there_is_an_error(run):
    """Nothing can be said of a webhook that cannot be reached, so nothing is."""
    with serving() as url:
        pass

    with pytest.raises(
        HandlerUnreachable, match=r"Cannot connect to the server: no connection: .* Start it, and check"
    ):
        run(url, **FEW)


@pytest.mark.parametrize(
    ("app", "routes"),
    [
        (fastapi_app, ("/inner/hook", "/vapi/webhook")),
        (flask_app, ("/vapi/webhook",)),
        (aiohttp_app, ("/vapi/webhook",)),
        (starlette_app, ("/vapi/webhook",)),
    ],
)
def test_a_wrong_path_is_an_error_that_names_the_right_one(app, routes):
    """The routes that take a POST are named, where the framework tells them."""
    with pytest.raises(RouteNotFound) as caught, as_handler(app(), path="/webhook") as handler:
        check_handler(handler, **FEW)

    assert caught.value.routes == routes
    assert caught.value.statuses == (404,)
    advice = f"It accepts POST requests at {', '.join(routes)}. Specify one of these with `path`"
    assert advice in str(caught.value)


def test_a_page_that_takes_no_post_is_no_webhook():
    """A 405 to everything is as good as a 404; without a framework the advice is to give the path."""
    app, seen = answering(405)

    with pytest.raises(RouteNotFound, match=r"no route at /: .* with 405\. Specify the path of the webhook"):
        check_handler(app, **FEW)

    assert len(seen) == len(ACTED_ON)


@pytest.mark.parametrize("status", [401, 403])
def test_a_credential_that_was_not_given_is_an_error(status):
    """Who refuses everything for want of a credential cannot be checked without it; no more is sent."""
    app, seen = answering(status)

    with pytest.raises(CredentialMissing, match=f"answers every message with {status}: the webhook wants"):
        check_handler(app, **FEW)

    assert len(seen) == len(ACTED_ON)


def test_a_credential_that_is_refused_is_a_finding():
    """With a credential given it may be the webhook that is wrong."""
    app, _ = answering(401)

    report = check_handler(app, secret="hunter2-hunter2", **FEW)

    assert [finding.check for finding in report.findings] == ["accepts"]


@pytest.mark.parametrize("status", [404, 405, 401, 403])
def test_who_takes_one_type_is_there(status):
    """A webhook that answers so to types that it does not know is checked like any other."""
    app, _ = answering(status, unless=lambda body: b'"type":"tool-calls"' in body)

    report = check_handler(app, types=["hang"], **FEW)

    assert [finding.title for finding in report.findings] == ["hang is rejected"]


def test_a_mixture_of_refusals_is_checked():
    """What answers 404 to one message and 401 to another is a webhook."""

    def app(environ, start_response):
        known = b"model-output" in environ["wsgi.input"].read()
        start_response("404 No" if known else "401 No", [])
        return [b""]

    report = check_handler(app, types=["model-output", "hang"], **FEW)

    assert report.findings


def test_no_message_is_sent_twice_for_it():
    """The first exchange is the first of the run; one more shows whether an exception hides behind it."""
    bodies = []

    report = check_handler(bodies.append, types=["hang"], checks=["accepts"], max_examples=1)

    assert bodies == [{"message": {"type": "hang"}}] * 2
    assert report.exchanges == 1


def test_the_state_is_brought_back_before_it():
    """The first exchange is like any other: `reset` comes first."""
    happened = []

    check_handler(
        lambda body: happened.append("message"),
        types=["hang"],
        checks=["accepts"],
        max_examples=2,
        reset=lambda: happened.append("reset"),
    )

    assert happened == ["reset", "message"] * 3  # the first message is also looked into


def test_an_exchange_with_no_server_cannot_be_repeated():
    """A replay needs a server as well."""
    report = check_handler(
        lambda body: body["message"]["call"], types=["hang"], checks=["accepts"], max_examples=1
    )
    with serving() as url:
        pass

    with as_handler(url) as handler, pytest.raises(HandlerUnreachable):
        replay(handler, report.findings[0].replay, RunOptions(contract=CONTRACT))
