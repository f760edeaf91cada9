"""What every handler does alike, on every kind and every framework."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import pytest

from pytest_vapi_contract.delivery import Exchange, Handler, as_handler
from pytest_vapi_contract.delivery.recorder import LIMIT as KEPT
from pytest_vapi_contract.errors import HandlerNotStarted
from tests.delivery.apps import aiohttp_app, asgi_apps, django_app, functions, lambdas, wsgi_apps
from tests.delivery.apps.conduct import LET_GO, LIMIT
from tests.delivery.apps.server import serving

PATIENCE = 20.0


@dataclass(frozen=True)
class Case:
    """One way to run the shared app."""

    target: Callable[[], AbstractContextManager[Any]]
    path: str = "/webhook"
    headers: bool = True
    kind: str | None = None


def _same(app: Any) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: nullcontext(app)


def _made(factory: Callable[[], Any]) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: nullcontext(factory())


CASES = {
    "asgi": Case(_same(asgi_apps.bare)),
    "starlette": Case(_made(asgi_apps.starlette)),
    "fastapi": Case(_made(asgi_apps.fastapi)),
    "fastapi-threads": Case(_made(asgi_apps.fastapi_on_threads)),
    "litestar": Case(_made(asgi_apps.litestar)),
    "django-asgi": Case(_made(django_app.asgi)),
    "django-asgi-async": Case(_made(django_app.asgi), path="/async"),
    "wsgi": Case(_same(wsgi_apps.bare)),
    "flask": Case(_made(wsgi_apps.flask)),
    "bottle": Case(_made(wsgi_apps.bottled)),
    "django-wsgi": Case(_made(django_app.wsgi)),
    "function": Case(_same(functions.of_payload), headers=False),
    "function-headers": Case(_same(functions.of_both)),
    "async-function": Case(_same(functions.async_of_payload), headers=False),
    "async-function-headers": Case(_same(functions.async_of_both)),
    "aiohttp": Case(_made(aiohttp_app.app)),
    "lambda": Case(_same(lambdas.on_http_api)),
    "lambda-v1": Case(_same(lambdas.on_rest_api), kind="lambda-v1"),
    "lambda-url": Case(_same(lambdas.on_http_api), kind="lambda-url"),
    "url": Case(serving),
    "factory": Case(_same(asgi_apps.fastapi), kind="factory"),
}


@pytest.fixture(params=CASES.values(), ids=list(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    """Each way in turn."""
    found: Case = request.param
    return found


@pytest.fixture
def handler(case: Case) -> Iterator[Handler]:
    """A handler with a secret, and more time than it needs."""
    with (
        case.target() as target,
        as_handler(target, path=case.path, secret="hush", timeout=PATIENCE, kind=case.kind) as handler,
    ):
        yield handler


def ask(handler: Handler, deed: str) -> Exchange:
    """Send a message that says what the app does."""
    return handler.send({"message": {"do": deed}})


def content(exchange: Exchange) -> Any:
    """What the app saw."""
    import json

    assert exchange.reply is not None, exchange
    return exchange.reply.value or json.loads(exchange.reply.body)


def test_the_body_arrives_byte_for_byte(handler):
    """What is sent is what the app reads."""
    exchange = ask(handler, "reflect")

    assert exchange.reply is not None
    assert exchange.reply.status == (200 if handler.speaks_http else None)
    assert content(exchange)["body"] == '{"message":{"do":"reflect"}}'
    assert exchange.crash is None
    assert not exchange.timed_out


def test_secret_and_content_type_arrive(handler, case):
    """The headers go with every request."""
    if not case.headers:
        pytest.skip("the function does not take headers")

    seen = content(ask(handler, "reflect"))["headers"]

    assert seen["x-vapi-secret"] == "hush"
    assert seen["content-type"] == "application/json"


def test_a_crash_says_where_it_was(handler):
    """An exception inside an in-process handler is kept with the line of the user's code."""
    exchange = ask(handler, "crash")

    if not handler.in_process:
        assert exchange.fault is not None
        return
    assert exchange.crash is not None
    assert (exchange.crash.type, exchange.crash.message) == ("KeyError", "'call'")
    assert exchange.crash.function == "on_crash"
    assert exchange.crash.place is not None
    assert exchange.crash.place.startswith("tests/delivery/apps/conduct.py:")
    assert 'return message["call"]' in exchange.crash.traceback
    assert exchange.reply is None or exchange.reply.status == 500


@pytest.mark.parametrize("deed", ["exit", "interrupt", "cancel"])
def test_what_ends_programs_ends_only_the_exchange(handler, deed):
    """SystemExit, KeyboardInterrupt and CancelledError out of a handler cost one exchange."""
    exchange = ask(handler, deed)

    after = ask(handler, "reflect")

    assert exchange.crash is not None or exchange.fault is not None or exchange.timed_out
    assert exchange.reply is None or (exchange.reply.status or 0) >= 500
    assert content(after)["body"] == '{"message":{"do":"reflect"}}'


@pytest.fixture
def held() -> Iterator[None]:
    """What hangs, hangs until the test is over."""
    LET_GO.clear()
    yield
    LET_GO.set()


def answered(handler: Handler) -> Exchange:
    """The first exchange with a reply: a busy machine may take longer than the limit for some."""
    exchanges = (ask(handler, "reflect") for _ in range(40))
    return next(exchange for exchange in exchanges if exchange.reply is not None)


def test_a_hanging_handler_is_left_in_time(case, held):
    """The time limit holds, and later exchanges work while the first one hangs still."""
    with (
        case.target() as target,
        as_handler(target, path=case.path, timeout=LIMIT, kind=case.kind) as handler,
    ):
        exchange = ask(handler, "hang")

        assert exchange.timed_out
        assert exchange.reply is None
        assert content(answered(handler))["body"] == '{"message":{"do":"reflect"}}'
        LET_GO.set()


def test_a_large_reply_is_cut(handler):
    """Of a reply of 10 MB, one is kept."""
    if not handler.speaks_http:
        pytest.skip("a function returns a value")

    exchange = ask(handler, "big")

    assert exchange.reply is not None
    assert exchange.reply.truncated
    assert len(exchange.reply.body) == KEPT


@pytest.mark.parametrize(("deed", "status"), [("refuse", 401), ("unavailable", 503)])
def test_the_status_is_the_apps(handler, deed, status):
    """A reply is passed on as it is; without an exception there is no crash."""
    if not handler.speaks_http:
        pytest.skip("a function has no status")

    exchange = ask(handler, deed)

    assert exchange.reply is not None
    assert exchange.reply.status == status
    assert exchange.crash is None


def test_concurrent_exchanges_do_not_mix(handler):
    """Many threads may deliver at once."""
    bodies = [{"message": {"do": "reflect", "n": n}} for n in range(24)]

    with ThreadPoolExecutor(8) as pool:
        exchanges = list(pool.map(handler.send, bodies))

    assert [content(each)["body"] for each in exchanges] == [
        f'{{"message":{{"do":"reflect","n":{n}}}}}' for n in range(24)
    ]


def test_crashes_stay_with_their_exchange(handler):
    """An exception belongs to the request that caused it, also when others run at the same time."""
    if not handler.in_process:
        pytest.skip("no exceptions are seen")
    deeds = ["crash", "reflect"] * 8

    with ThreadPoolExecutor(4) as pool:
        exchanges = list(pool.map(lambda deed: ask(handler, deed), deeds))

    assert [each.crash is not None for each in exchanges] == [deed == "crash" for deed in deeds]


def test_nothing_is_left_running(case):
    """Leaving the handler ends its threads."""
    with case.target() as target:
        before = set(threading.enumerate())
        with as_handler(target, path=case.path, kind=case.kind) as handler:
            ask(handler, "reflect")

        left = [thread for thread in threading.enumerate() if thread not in before and "vapi" in thread.name]

    assert left == []


def test_a_closed_handler_starts_again(handler):
    """Using a handler after leaving it starts it anew."""
    handler.close()
    if handler.kind == "aiohttp":
        with pytest.raises(HandlerNotStarted, match="an aiohttp application can be started only once"):
            ask(handler, "reflect")
        return

    assert content(ask(handler, "reflect"))["body"] == '{"message":{"do":"reflect"}}'


def test_a_loop_that_is_blocked_is_replaced(held):
    """An async handler that blocks its loop costs one exchange, not the run."""
    with as_handler(asgi_apps.starlette(), path="/webhook", timeout=LIMIT) as handler:
        exchange = ask(handler, "block")

        assert exchange.timed_out
        assert content(answered(handler))["body"] == '{"message":{"do":"reflect"}}'
        LET_GO.set()
