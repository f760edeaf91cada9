"""aiohttp applications, behind a socket of their own."""

import os

import pytest
from aiohttp import web

from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.errors import HandlerNotStarted

BODY = {"message": {"type": "hang"}}


def made(on_message, **options):
    """An application with one route."""
    app = web.Application(**options)
    app.router.add_post("/webhook", on_message)
    return app


async def accepts(request):
    """Answer with what was sent."""
    return web.json_response(await request.json())


async def breaks(request):
    """Raise."""
    raise KeyError("call")


async def refuses(request):
    """Refuse as aiohttp does it."""
    raise web.HTTPBadRequest


async def forks(request):
    """Tell which of two processes answers."""
    return web.json_response({"child": os.fork() == 0})


def test_an_exchange_has_the_reply():
    """The application sees the request of a client."""
    with as_handler(made(accepts), path="/webhook") as handler:
        assert handler.send(BODY).reply.json() == BODY


def test_what_leaves_the_application_is_the_crash():
    """Each time that of its own exchange, with the line."""
    with as_handler(made(breaks), path="/webhook") as handler:
        exchanges = [handler.send(BODY) for _ in range(2)]

    assert [each.reply.status for each in exchanges] == [500, 500]
    assert {each.crash.message for each in exchanges} == {"'call'"}


def test_a_status_that_is_raised_is_a_reply():
    """Aiohttp answers by exceptions: these are not crashes."""
    with as_handler(made(refuses), path="/webhook") as handler:
        exchange = handler.send(BODY)

    assert exchange.reply.status == 400
    assert exchange.crash is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_child_does_not_serve():
    """It ends with its request, which the parent answers."""
    with as_handler(made(forks), path="/webhook") as handler:
        exchange = handler.send(BODY)
        _, status = os.wait()

    assert exchange.reply.json() == {"child": False}
    assert status == 0


def test_an_application_is_served_once():
    """Another time it is an error that says what to do."""
    app = made(accepts)
    with as_handler(app, path="/webhook"):
        pass

    with pytest.raises(HandlerNotStarted, match="factory"), as_handler(app, path="/webhook"):
        pass


def test_a_start_that_breaks_is_an_error():
    """With what was raised."""

    async def start(app):
        raise OSError("no database")

    app = made(accepts)
    app.on_startup.append(start)

    with pytest.raises(HandlerNotStarted, match="no database"), as_handler(app, path="/webhook"):
        pass
