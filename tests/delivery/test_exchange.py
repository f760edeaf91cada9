"""What comes back, as a value."""

import pytest

from pytest_vapi_contract import Reply, as_handler
from pytest_vapi_contract.delivery.exchange import ABRIDGED
from pytest_vapi_contract.errors import ContractError, ReplyNotJson

VALUE = {"results": [{"toolCallId": "a", "result": "ü"}]}


def wsgi(environ, start_response):
    """A web app with a JSON reply."""
    start_response("200 OK", [("Content-Type", "application/json")])
    return ['{"results": [{"toolCallId": "a", "result": "ü"}]}'.encode()]


@pytest.mark.parametrize("target", [wsgi, lambda body: VALUE], ids=["a web app", "a function"])
def test_the_json_of_a_reply_is_read_from_every_kind_of_handler(target):
    """What was sent or returned is the same value."""
    with as_handler(target) as handler:
        exchange = handler.send({"message": {"type": "hang"}})

    assert exchange.reply.json() == VALUE


def test_what_a_function_returned_is_read_as_it_would_be_sent():
    """A tuple is a list in JSON, and a key is a string."""
    assert Reply(status=None, value={1: (2, None)}).json() == {"1": [2, None]}


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=200, body=b"hunter2"), "Expecting value.*`reply.body` has the bytes"),
        (Reply(status=204), "Expecting value"),
        (Reply(status=200, body=b'{"a": NaN}'), "JSON has no NaN"),
        (Reply(status=200, body=b'"\xff"'), "can't decode"),
        (Reply(status=200, body=b"[" * 100_000), "recursion"),
        (Reply(status=200, body=b"[1]", truncated=True), "too long to be kept"),
        (Reply(status=200, body=b"[1]" + b" " * ABRIDGED).abridged(), "only its beginning"),
        (Reply(status=None, value=float("inf")), "`reply.value` has the return value"),
        (Reply(status=None, value=b"hunter2"), "type bytes is not JSON serializable"),
    ],
)
def test_a_reply_that_is_not_json_is_an_error_of_ours(reply, said):
    """It says why and where to look, and repeats nothing that may be a secret."""
    with pytest.raises(ReplyNotJson, match=said) as raised:
        reply.json()

    assert isinstance(raised.value, ContractError)
    assert "hunter2" not in str(raised.value)
