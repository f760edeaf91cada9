"""Handlers that repeat the secret that they are sent, in every encoding."""

import logging
import sys
import warnings

from tests.hostile.protocols import BODY, START, answering
from tests.hostile.secret import FORMS

ALL = " ".join(FORMS)


def in_an_exception(body):
    raise KeyError(ALL)


def in_a_long_exception(body):
    raise ValueError("x" * 3_990 + ALL * 100)


def in_a_type_name(body):
    raise type(ALL, (Exception,), {})


def in_what_is_printed(body):
    print(ALL)
    print(ALL, file=sys.stderr)
    logging.getLogger("hostile").error(ALL)
    warnings.warn(ALL, stacklevel=1)
    raise KeyError("call")


def in_a_cause(body):
    try:
        in_an_exception(body)
    except KeyError as error:
        raise ValueError(ALL) from error


in_a_reply = answering({**START, "status": 500}, ALL.encode())
in_headers = answering({**START, "status": 500, "headers": [(b"x-said", form.encode()) for form in FORMS]})


async def in_the_lifespan(scope, receive, send):
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.failed", "message": ALL})


async def in_an_exception_of_the_lifespan(scope, receive, send):
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.failed", "message": ""})
        raise ValueError(ALL)
    await send({**BODY, "body": b""})
