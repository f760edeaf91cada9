"""Bodies that are not JSON, or unusual JSON, and requests that are unusual in other ways."""

from collections.abc import Iterator
from typing import Any

from ..cases.case import Case
from ..cases.skip import Skip, counted, lacking
from ..delivery import Handler
from ..mutations import http_mutations, text_mutations
from ..wire_envelope import unwrapped


def text_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:  # noqa: ARG001 - one signature for all
    """Bodies that are broken as text, or not an object; none for a plain function, which takes values."""
    if handler.speaks_http:
        yield from text_mutations(unwrapped(body))


def http_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """Requests whose method, headers, path or framing is unusual; the framing only over a socket."""
    if handler.speaks_http:
        yield from (
            case for case in http_mutations(type, body) if handler.takes_framing or not is_framed(case)
        )


def unframed(handler: Handler) -> Iterator[Skip]:
    """The note about requests that need a socket, if the handler has none."""
    if handler.speaks_http and not handler.takes_framing:
        count = sum(map(is_framed, http_mutations("", b"{}")))
        yield lacking(f"{counted(count, 'request')} that need a connection", "a URL")


def is_framed(case: Case) -> bool:
    """Whether it can be sent over a real socket only."""
    return case.alter is not None and case.alter.framing is not None
