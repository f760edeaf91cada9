"""
Bodies that are no JSON, or JSON that few expect, and requests that are odd in other ways.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .._json import dumps
from ..delivery import Handler, Request
from ..mutations import HttpMutation, http_mutations, text_mutations
from .case import Alteration, Case


def text_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Bodies that are broken as text, or no object; none for a plain function, which is given values.
    """
    if not handler.speaks_http:
        return
    for mutation in text_mutations(body["message"]):
        why = mutation.why.removesuffix(".")
        yield Case(id=mutation.id, type=type, body=mutation.body, category="text", why=why)


def http_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Requests whose method, headers or path are odd.
    """
    if not handler.speaks_http:
        return
    for mutation in http_mutations(dumps(body).encode()):
        if not mutation.socket_only:
            why, alter = mutation.why.removesuffix("."), _altered(mutation)
            yield Case(id=mutation.id, type=type, body=body, category="http", why=why, alter=alter)


def drawn_case(mutation: HttpMutation, type: str) -> Case | None:
    """
    The case that a request drawn at random is; None if it is as Vapi sends it, or needs a socket.
    """
    if mutation.socket_only or mutation.id == "http.usual":
        return None
    why, body = mutation.why.removesuffix("."), mutation.body
    if mutation.id.startswith("text."):
        return Case(id=mutation.id, type=type, body=body, category="text", why=why, drawn=True)
    alter = _altered(mutation)
    return Case(id=mutation.id, type=type, body=body, category="http", why=why, alter=alter, drawn=True)


def _altered(mutation: HttpMutation) -> Alteration:
    def alter(request: Request) -> Request:
        return replace(
            request,
            method=mutation.method or request.method,
            path=mutation.path_after(request.path),
            headers=mutation.headers_after(request.headers),
            body=request.body if mutation.body is None else mutation.body,
        )

    return alter
