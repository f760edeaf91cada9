"""AWS Lambda: what the gateways make of requests and results."""

import base64
from typing import Any

import pytest

from pytest_vapi_contract.delivery import Reply, Request, as_handler
from pytest_vapi_contract.delivery.kinds.aws_lambda import (
    event_of_function_url,
    event_of_http_api,
    event_of_rest_api,
)

REQUEST = Request(
    path="/a%20b?x=1&x=2&y",
    headers=(("X-Vapi-Secret", "hush"), ("X-Twice", "1"), ("x-twice", "2")),
    body=b'{"message":{}}',
)


def reply_to(result: Any, kind: str) -> Reply | None:
    """The reply when a function returns this."""
    with as_handler(lambda event, context: result, kind=kind) as handler:
        return handler.send({}).reply


def test_the_event_of_an_http_api():
    """Names in lower case, values joined."""
    event = event_of_http_api(REQUEST)

    assert event["headers"]["x-vapi-secret"] == "hush"
    assert event["headers"]["x-twice"] == "1, 2"
    assert (event["rawPath"], event["rawQueryString"]) == ("/a b", "x=1&x=2&y")
    assert event["queryStringParameters"] == {"x": "1,2", "y": ""}
    assert (event["body"], event["isBase64Encoded"]) == ('{"message":{}}', False)


def test_the_event_of_a_rest_api():
    """Names as they were sent, values apart, the last one where there is room for one."""
    event = event_of_rest_api(REQUEST)

    assert event["headers"]["X-Vapi-Secret"] == "hush"
    assert event["multiValueHeaders"]["X-Twice"] == ["1"]
    assert event["queryStringParameters"] == {"x": "2", "y": ""}
    assert event["multiValueQueryStringParameters"] == {"x": ["1", "2"], "y": [""]}
    assert (event["path"], event["httpMethod"]) == ("/a b", "POST")


def test_the_event_of_a_function_url():
    """The same at another host."""
    event = event_of_function_url(REQUEST)

    assert event["version"] == "2.0"
    assert event["requestContext"]["domainName"].endswith(".on.aws")


@pytest.mark.parametrize("build", [event_of_http_api, event_of_rest_api])
def test_bytes_that_are_no_text_come_in_base64(build):
    """Whichever gateway it is."""
    event = build(Request(body=b"\xff"))

    assert (event["body"], event["isBase64Encoded"]) == (base64.b64encode(b"\xff").decode(), True)


def test_an_empty_body_is_null_in_the_event_of_a_rest_api():
    """Format 1.0 has each property in each event."""
    event = event_of_rest_api(Request())

    assert (event["body"], event["isBase64Encoded"]) == (None, False)


@pytest.mark.parametrize("build", [event_of_http_api, event_of_function_url])
def test_an_empty_body_is_left_out_of_the_event_of_an_http_api(build):
    """In format 2.0 a property is never null, so the default of `event.get("body", "")` applies."""
    event = build(Request())

    assert "body" not in event
    assert event["isBase64Encoded"] is False


@pytest.mark.parametrize(
    ("result", "loose", "strict"),
    [
        ({"statusCode": 204}, (204, b""), (204, b"")),
        ({"statusCode": "201", "body": "ok"}, (201, b"ok"), (201, b"ok")),
        ({"statusCode": 200, "body": "b2s=", "isBase64Encoded": True}, (200, b"ok"), (200, b"ok")),
        ({"status": "ok"}, (200, b'{"status": "ok"}'), (502, b'{"message": "Internal server error"}')),
        ("ok", (200, b"ok"), (502, b'{"message": "Internal server error"}')),
        ({"statusCode": 200, "body": {}}, (200, b""), (200, b"")),
        ({"statusCode": 200, "body": {"a": 1}}, (502, None), (502, None)),
        ({"statusCode": "fine"}, (502, None), (502, None)),
        ({"statusCode": 200, "headers": []}, (200, b""), (200, b"")),
    ],
)
def test_a_result_becomes_a_reply(result, loose, strict):
    """As each gateway reads it."""
    for kind, (status, body) in {"lambda": loose, "lambda-url": loose, "lambda-v1": strict}.items():
        reply = reply_to(result, kind)

        assert reply is not None
        assert reply.status == status
        assert body is None or reply.body == body


def test_a_result_that_is_no_json_is_a_fault():
    """Lambda cannot hand it on."""
    with as_handler(lambda event, context: {"statusCode": object()}) as handler:
        exchange = handler.send({})

    assert exchange.reply is None
    assert exchange.fault == (
        "the return value of the function is not JSON: Object of type object is not JSON serializable"
    )
