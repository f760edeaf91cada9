"""How a body is put on a connection, where that is unlike what any client does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Framing:
    """What is said of a body's length, and what is sent of it."""

    content_length: str | None = None  #: What `Content-Length` says; "" for none at all, None for the truth.
    chunked: bool = False  #: Whether the body comes in chunks.
    sent: int | None = None  #: How many bytes of the body are sent before the connection is closed.
    pause: float = 0  #: Seconds between two bytes of the body.

    @property
    def is_valid(self) -> bool:
        """Whether a server can tell where the body ends, so that a reply is due."""
        return self.content_length is None and self.sent is None

    def headers(self, body: bytes) -> tuple[tuple[str, str], ...]:
        """The headers that say how long the body is."""
        if self.chunked:
            return (("Transfer-Encoding", "chunked"),)
        said = str(len(body)) if self.content_length is None else self.content_length
        return (("Content-Length", said),) if said else ()

    def payload(self, body: bytes) -> bytes:
        """The bytes that follow the headers."""
        return (_in_chunks(body) if self.chunked else body)[: self.sent]

    def ends_early(self, body: bytes) -> bool:
        """Whether fewer bytes are sent than are announced."""
        said = self.content_length or ""
        return self.sent is not None or (said.isdecimal() and int(said) > len(body))


def _in_chunks(body: bytes) -> bytes:
    half = len(body) // 2
    parts = [part for part in (body[:half], body[half:]) if part]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
