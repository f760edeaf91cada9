"""Applications and functions that break the protocol by which they are called."""

import asyncio
import os
import sys
import time

START = {"type": "http.response.start", "status": 200, "headers": []}
BODY = {"type": "http.response.body"}


def answering(start=START, body=b"", **more):
    """An ASGI application without a lifespan, with this reply."""

    async def app(scope, receive, send):
        if scope["type"] != "http":
            raise NotImplementedError
        await send(start)
        await send({**BODY, "body": body, **more})

    return app


status_of_text = answering({**START, "status": "200"})
status_of_nan = answering({**START, "status": float("nan")})
status_too_large = answering({**START, "status": 10**100})
headers_of_text = answering({**START, "headers": [("a", "b")]})
headers_of_numbers = answering({**START, "headers": [(1, 2)]})
headers_missing = answering({**START, "headers": None})
body_of_text = answering(body="text")
escapes_in_headers = answering(
    {"type": START["type"], "status": 500, "headers": [(b"x\x1b[31m", b"\xff\r\n\x1b]0;x\x07")]}
)
error_of_900_kb = answering({**START, "status": 500}, b"\x1b[31m\xff" * 150_000)
error_of_50_mb = answering({**START, "status": 500}, b"x" * 50_000_000)


async def never_answers(scope, receive, send):
    pass


async def answers_nothing(scope, receive, send):
    await send(None)


async def starts_twice(scope, receive, send):
    await send(START)
    await send(START)


async def endless_asgi(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    await send(START)
    while True:
        await send({**BODY, "body": b"x" * 65_536, "more_body": True})


async def endless_whatever_is_said(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    await send(START)
    while True:
        try:
            await send({**BODY, "body": b"x" * 65_536, "more_body": True})
        except BaseException:
            await asyncio.sleep(0)


def endless_wsgi(environ, start_response):
    start_response("200 OK", [])
    while True:
        yield b"x" * 65_536


def trickles(environ, start_response):
    start_response("200 OK", [])
    while True:
        yield b""


async def trickles_asgi(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    await send(START)
    while True:
        await send({**BODY, "more_body": True})


def hangs_when_closed(environ, start_response):
    class Body(list):
        def close(self):
            time.sleep(600)

    start_response("500 Oh", [])
    return Body([b"x"])


def wsgi_status_of_a_number(environ, start_response):
    start_response(200, [])
    return [b""]


def wsgi_status_without_a_number(environ, start_response):
    start_response("OK", [])
    return [b""]


def wsgi_body_of_text(environ, start_response):
    start_response("200 OK", [])
    return ["text"]


def wsgi_returns_nothing(environ, start_response):
    start_response("200 OK", [])


def wsgi_ends_in_body(environ, start_response):
    start_response("200 OK", [])
    yield b"{"
    os._exit(0)


def wsgi_headers_of_numbers(environ, start_response):
    start_response("500 Oh", [(1, 2), ("a\x1b[31m", "b\n")])
    return [b"x"]


def lambda_of_nothing(event, context):
    return None


def lambda_status_of_text(event, context):
    return {"statusCode": "2\x1b[31m00", "body": {"\ud800": 1}, "isBase64Encoded": True}


def lambda_body_of_odd_base64(event, context):
    return {"statusCode": 500, "body": "\ud800***", "isBase64Encoded": True}


def lifespan(startup=lambda: None, shutdown=lambda: None):
    """An ASGI application that fails, with a lifespan that does this."""

    async def app(scope, receive, send):
        if scope["type"] == "http":
            await send({**START, "status": 500})
            await send({**BODY, "body": b"oh"})
            return
        await receive()
        await _done(startup())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await _done(shutdown())
        await send({"type": "lifespan.shutdown.complete"})

    return app


async def _done(result):
    if result is not None:
        await result


async def _stubborn():
    while True:
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            continue


startup_waits = lifespan(startup=lambda: asyncio.sleep(600))
startup_blocks = lifespan(startup=lambda: time.sleep(600))
startup_is_stubborn = lifespan(startup=_stubborn)
startup_exits = lifespan(startup=lambda: sys.exit(0))
startup_ends_the_process = lifespan(startup=lambda: os._exit(0))
shutdown_waits = lifespan(shutdown=lambda: asyncio.sleep(600))
shutdown_blocks = lifespan(shutdown=lambda: time.sleep(600))
shutdown_is_stubborn = lifespan(shutdown=_stubborn)
shutdown_exits = lifespan(shutdown=lambda: sys.exit(0))
shutdown_ends_the_process = lifespan(shutdown=lambda: os._exit(0))


async def startup_fails(scope, receive, send):
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.failed", "message": "\x1b[31m\ud800\u202e" + "x" * 1_000_000})


async def startup_fails_with_an_odd_message(scope, receive, send):
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.failed", "message": sys.exit})


async def leaves_a_task(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    app = answering({**START, "status": 500})
    asyncio.get_running_loop().create_task(_stubborn())
    asyncio.get_running_loop().call_soon(os._exit, 0)
    await app(scope, receive, send)


async def stops_the_loop(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    asyncio.get_running_loop().stop()
    await answering({**START, "status": 500})(scope, receive, send)


async def closes_the_loop(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError
    asyncio.get_running_loop().call_soon(asyncio.get_running_loop().close)
    await answering({**START, "status": 500})(scope, receive, send)
