"""Commands that reproduce an exchange."""

import shlex
from json import loads

from ..delivery import Exchange, Handler


def again(handler: Handler, exchange: Exchange) -> dict[str, str]:
    """
    A command that sends the same request, with its label; for a plain function one that calls it.

    There is none for a Lambda function, to which no port leads: a replay makes the event that it is given.
    """
    if handler.can_listen:
        return {"curl": handler.curl(exchange.request)}
    if handler.speaks_http:
        return {}
    request = exchange.request
    return {"call": _call(handler.name, request.shown_body(repr(loads(request.body))))}


def call_with_file(name: str, file: str) -> str:
    """A command that calls a plain function with the JSON in a file; empty if it has no name to import."""
    module, colon, function = name.partition(":")
    if not colon:
        return ""
    return f"python -c {_quoted(f'import json, {module}; {module}.{function}(json.load(open({file!r})))')}"


def _call(name: str, payload: str) -> str:
    module, colon, function = name.partition(":")
    if not colon:
        return f"{name}({payload})"
    return f"python -c {_quoted(f'import {module}; {module}.{function}({payload})')}"


def _quoted(text: str) -> str:
    """The text in double quotes if nothing in it means something there; Python has its single quotes."""
    return shlex.quote(text) if set(text) & set('"$`\\!') else f'"{text}"'
