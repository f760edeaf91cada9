"""Plain functions."""

import pytest

from pytest_vapi_contract.delivery import Request, as_handler
from pytest_vapi_contract.delivery.kinds.function import FunctionAdapter, Headers
from pytest_vapi_contract.errors import UndeliverableRequest


def test_a_function_is_given_value_and_headers():
    """What it returns is the value of the reply, which has no status."""
    with as_handler(lambda body, headers: [body, headers["x-one"]]) as handler:
        reply = handler.deliver(Request(headers=(("X-One", "1"),), body=b"[2]")).reply

    assert reply is not None
    assert (reply.status, reply.value) == (None, [[2], "1"])


def test_headers_of_one_name_are_joined():
    """As most frameworks do it, whatever the case of the name."""
    headers = Headers((("X-Twice", "1"), ("x-twice", "2"), ("Other", "3")))

    assert headers["X-TWICE"] == "1, 2"
    assert "x-Twice" in headers
    assert headers.get("missing", "default") == "default"


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000])
def test_a_body_that_is_not_json_cannot_be_given_to_a_function(body):
    """It takes a value, so there is nothing to call it with."""
    with pytest.raises(UndeliverableRequest, match="plain function"):
        FunctionAdapter(lambda value: value).exchange(Request(body=body), 5)


def test_an_exception_is_a_crash():
    """Sync and async functions alike."""

    async def fails(body):
        raise KeyError("call")

    with as_handler(fails) as handler:
        crash = handler.send({}).crash

    assert crash is not None
    assert (crash.type, crash.message) == ("KeyError", "'call'")
