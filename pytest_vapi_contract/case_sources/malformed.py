"""
Bodies that are no JSON, or JSON that few expect, and requests that are odd in other ways.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..cases.case import Alteration, Case
from ..cases.skip import Skip, counted
from ..delivery import Framing, Handler, Request
from ..json_paths import dumps, unwrapped
from ..mutations import HttpMutation, http_mutations, text_mutations

#: How the ids of bodies begin that are broken as text; those of other odd requests begin otherwise.
OF_TEXT = ("text.", "envelope.")
NO_SOCKET = "they need a socket: give the URL of a server on this machine"


def text_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Bodies that are broken as text, or no object; none for a plain function, which is given values.
    """
    if not handler.speaks_http:
        return
    for mutation in text_mutations(unwrapped(body)):
        why = mutation.why.removesuffix(".")
        yield Case(id=mutation.id, type=type, body=mutation.body, category="text", why=why)


def http_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Requests whose method, headers, path or framing are odd; the framing only over a socket.
    """
    if not handler.speaks_http:
        return
    for mutation in http_mutations(dumps(body).encode()):
        if handler.takes_framing or not mutation.socket_only:
            why, alter = mutation.why.removesuffix("."), altered(mutation)
            yield Case(id=mutation.id, type=type, body=body, category="http", why=why, alter=alter)


def unframed(handler: Handler) -> Iterator[Skip]:
    """
    What is said of the requests that only a socket could take, if the handler has none.
    """
    if handler.speaks_http and not handler.takes_framing:
        count = sum(mutation.socket_only for mutation in http_mutations(b"{}"))
        yield Skip(what=counted(count, "odd request"), why=NO_SOCKET)


def drawn_case(mutation: HttpMutation, type: str) -> Case | None:
    """
    The case that a request drawn at random is; None if it is as Vapi sends it, or needs a socket.
    """
    if mutation.socket_only or mutation.id == "http.usual":
        return None
    why, body = mutation.why.removesuffix("."), mutation.body
    if mutation.id.startswith(OF_TEXT):
        return Case(id=mutation.id, type=type, body=body, category="text", why=why, drawn=True)
    alter = altered(mutation)
    return Case(id=mutation.id, type=type, body=body, category="http", why=why, alter=alter, drawn=True)


def altered(mutation: HttpMutation) -> Alteration:
    """
    What a mutation changes in the usual request.
    """
    framing = _framing(mutation) if mutation.socket_only else None

    def alter(request: Request) -> Request:
        return replace(
            request,
            method=mutation.method or request.method,
            path=mutation.path_after(request.path),
            headers=mutation.headers_after(request.headers),
            body=request.body if mutation.body is None else mutation.body,
            framing=framing,
        )

    return alter


def _framing(mutation: HttpMutation) -> Framing:
    return Framing(
        content_length=mutation.content_length,
        chunked=mutation.chunked,
        sent=mutation.sent,
        pause=mutation.pause,
    )
