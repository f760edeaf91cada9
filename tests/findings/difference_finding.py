"""Explanations of failures of functions of a message, for tests of them."""

import json
from typing import Any

from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import DifferenceFinder
from tests.exchanges import conforming, crash, exchange

ANN = {"name": "Ann", "email": "ann@example.com"}


def envelope(**message):
    """The body of a message."""
    return {"message": {"type": "hang", **message}}


def errors(*kinds):
    """What FastAPI answers if a model does not take the type of a call."""
    return json.dumps(
        {"detail": [{"type": kind, "loc": ["body", "message", "call", "type"]} for kind in kinds]}
    ).encode()


def reply_of(handler, body):
    """What comes of a body: 200, or the exception of the handler."""
    try:
        handler(body["message"])
    except Refused as error:
        return exchange(status=422, body=errors(str(error)))
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is a crash
        return exchange(status=500, crash=crash(type(error).__name__, str(error)))
    return exchange()


def explained(handler, failing, *, accepted=(), otherwise=(), allowed=None):
    """The condition of the one finding about a body that fails."""
    check = CHECKS["accepts"]
    finder = DifferenceFinder(
        deliver=lambda body: reply_of(handler, body),
        allowed=allowed or is_of_type,
        possible=allowed or is_of_type,
        failure_of=lambda body, exchange: check.failure(conforming(body), exchange),
        most=200,
    )
    finding = check.judge(conforming(failing), reply_of(handler, failing))
    [told] = finder.explained([finding], accepted, otherwise)
    return told


def is_of_type(body: Any) -> bool:
    """Whether a body may be sent."""
    return bool(value_at(body, ("message", "type")) == "hang" and "destination" not in body["message"])


def number_of(message):
    """Return the number of a customer, if there is one at all."""
    customer = message.get("call", {}).get("customer")
    return customer["number"] if customer else None


class Refused(Exception):
    """What a model requires; a model names all of it in its reply."""
