"""
AWS Lambda functions of (event, context), behind API Gateway (HTTP API, REST API) or a function URL.

The shapes of the events are those of AWS' documentation: payload format 2.0 for HTTP APIs and function
URLs, 1.0 for REST APIs.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from json import loads
from time import gmtime, strftime, time
from typing import Any
from urllib.parse import parse_qs, unquote

from ...clock import now
from ...json_paths import Object, is_object
from ..exchange import Exchange, Header, Reply, Request
from ..recorder import LIMIT, UNDER_WAY, Recorder
from ..threads import Workers
from .client_headers import AUTHORITY, complete_headers
from .function import Headers
from .returned import json_text

Event = dict[str, Any]
Function = Callable[[Event, Any], Any]
Build = Callable[[Request], Event]

#: What a gateway answers to a result that it cannot read.
BAD_GATEWAY = Reply(status=502, body=b'{"message": "Internal server error"}')

_REGION = "eu-central-1"
_ACCOUNT = "123456789012"
_ID = "c0ffee00-0000-4000-8000-000000000000"


def http_api(target: Function) -> LambdaAdapter:
    """The adapter for a function behind an HTTP API."""
    return LambdaAdapter(target, event_of_http_api, loose=True)


def function_url(target: Function) -> LambdaAdapter:
    """The adapter for a function with a URL of its own."""
    return LambdaAdapter(target, event_of_function_url, loose=True)


def rest_api(target: Function) -> LambdaAdapter:
    """The adapter for a function behind a REST API."""
    return LambdaAdapter(target, event_of_rest_api, loose=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What a function gets as its context."""

    deadline: float
    function_name: str = "vapi-webhook"
    function_version: str = "$LATEST"
    invoked_function_arn: str = f"arn:aws:lambda:{_REGION}:{_ACCOUNT}:function:vapi-webhook"
    memory_limit_in_mb: str = "128"
    aws_request_id: str = _ID
    log_group_name: str = "/aws/lambda/vapi-webhook"
    log_stream_name: str = "2026/01/01/[$LATEST]c0ffee"
    identity: None = None
    client_context: None = None
    born: float = field(default_factory=now)

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the time limit."""
        return max(0, round((self.born + self.deadline - now()) * 1000))


class LambdaAdapter:
    """Calls a Lambda function as the gateway does, and reads its result as the gateway does."""

    in_process = True
    speaks_http = True

    def __init__(self, function: Function, build: Build, *, loose: bool) -> None:
        self._function = function
        self._build = build
        self._loose = loose
        self._workers = Workers()

    def open(self, timeout: float) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """End the threads."""
        self._workers.close()

    def exchange(self, request: Request, timeout: float) -> Exchange:
        """Call the function."""
        recorder = Recorder(request)
        in_time = self._workers.run(partial(self._call, recorder, timeout), timeout)
        recorder.give_up()
        return recorder.exchange(timed_out=not in_time)

    def _call(self, recorder: Recorder, timeout: float) -> None:
        UNDER_WAY.set(recorder)
        event = self._build(recorder.request)
        try:
            text, why = json_text(self._function(event, Context(timeout)))
        except BaseException as error:  # noqa: BLE001 - whatever the function raises is a crash
            recorder.fail(error)
            return
        if why:
            recorder.fault = f"the return value of the function is not JSON: {why}"
        else:
            recorder.answer(reply_of(loads(text), text, loose=self._loose))


def reply_of(result: Any, text: str, *, loose: bool) -> Reply:
    """
    The reply that a gateway makes of a result, which as JSON is `text`.

    A loose gateway (payload format 2.0) takes a result without a status for the body of a 200; a strict one
    answers 502.
    """
    if is_object(result) and "statusCode" in result:
        return _explicit_reply(result)
    if not loose:
        return BAD_GATEWAY
    body = result if isinstance(result, str) else text
    return _reply(200, (("content-type", "application/json"),), body.encode("utf-8", "surrogatepass"))


def _explicit_reply(result: Object) -> Reply:
    body = result.get("body") or ""
    try:
        content = base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()
        return _reply(int(result["statusCode"]), _headers_of(result), content)
    except (TypeError, ValueError, AttributeError, OverflowError):
        return BAD_GATEWAY


def _reply(status: int, headers: tuple[Header, ...], body: bytes) -> Reply:
    return Reply(status=status, headers=headers, body=body[:LIMIT], truncated=len(body) > LIMIT)


def _headers_of(result: Object) -> tuple[Header, ...]:
    single: Object = result.get("headers") or {}
    many: Object = result.get("multiValueHeaders") or {}
    pairs = (*single.items(), *((name, value) for name, values in many.items() for value in values))
    return tuple((str(name), str(value)) for name, value in pairs)


def event_of_http_api(request: Request) -> Event:
    """The event of an HTTP API, payload format 2.0, which leaves out what a request does not have."""
    path, _, query = request.path.partition("?")
    body, is_base64 = _body(request)
    headers = Headers(complete_headers(request))
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote(path),
        "rawQueryString": query,
        "headers": {name.lower(): value for name, value in headers.items()},
        **({"queryStringParameters": _parameters(query, ",")} if query else {}),
        "requestContext": _context_of_http_api(
            request, unquote(path), f"vapi.execute-api.{_REGION}.amazonaws.com"
        ),
        **({"body": body} if body else {}),
        "isBase64Encoded": is_base64,
    }


def event_of_function_url(request: Request) -> Event:
    """The event of a function URL: that of an HTTP API at another host."""
    event = event_of_http_api(request)
    domain = f"vapi.lambda-url.{_REGION}.on.aws"
    return event | {"requestContext": _context_of_http_api(request, event["rawPath"], domain)}


def event_of_rest_api(request: Request) -> Event:
    """The event of a REST API, payload format 1.0, which has null for what a request does not have."""
    path, _, query = request.path.partition("?")
    body, is_base64 = _body(request)
    headers = complete_headers(request)
    many: dict[str, list[str]] = {}
    for name, value in headers:
        many.setdefault(name, []).append(value)
    return {
        "resource": "/{proxy+}",
        "path": unquote(path),
        "httpMethod": request.method,
        "headers": dict(headers),
        "multiValueHeaders": many,
        "queryStringParameters": _parameters(query, None) if query else None,
        "multiValueQueryStringParameters": parse_qs(query, keep_blank_values=True) if query else None,
        "pathParameters": {"proxy": unquote(path).lstrip("/")},
        "stageVariables": None,
        "requestContext": {
            "accountId": _ACCOUNT,
            "apiId": "vapi",
            "httpMethod": request.method,
            "identity": {"sourceIp": AUTHORITY[0], "userAgent": request.header("user-agent")},
            "path": f"/prod{unquote(path)}",
            "protocol": "HTTP/1.1",
            "requestId": _ID,
            "requestTimeEpoch": round(time() * 1000),
            "resourcePath": "/{proxy+}",
            "stage": "prod",
        },
        "body": body or None,
        "isBase64Encoded": is_base64,
    }


def _context_of_http_api(request: Request, path: str, domain: str) -> Event:
    return {
        "accountId": _ACCOUNT,
        "apiId": "vapi",
        "domainName": domain,
        "domainPrefix": "vapi",
        "http": {
            "method": request.method,
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": AUTHORITY[0],
            "userAgent": request.header("user-agent") or "",
        },
        "requestId": _ID,
        "routeKey": "$default",
        "stage": "$default",
        "time": strftime("%d/%b/%Y:%H:%M:%S +0000", gmtime()),
        "timeEpoch": round(time() * 1000),
    }


def _parameters(query: str, joint: str | None) -> dict[str, str]:
    found = parse_qs(query, keep_blank_values=True)
    return {name: values[-1] if joint is None else joint.join(values) for name, values in found.items()}


def _body(request: Request) -> tuple[str, bool]:
    """The body as text, and whether that is base64."""
    try:
        return request.body.decode(), False
    except UnicodeDecodeError:
        return base64.b64encode(request.body).decode(), True
