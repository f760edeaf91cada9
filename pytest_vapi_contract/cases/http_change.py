"""How a request differs from the one that Vapi would send, as data: the sender applies it."""

from __future__ import annotations

from dataclasses import dataclass

from .http_framing import Framing

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpChange:
    """
    What of a request differs. What is None, or empty, stays as it is.

    Header values are text with one character for each byte, as on the wire.
    """

    method: str | None = None
    path: str | None = None  #: With `{path}` for the usual path.
    headers: Headers = ()  #: They replace headers of the same name, in any case.
    added: Headers = ()  #: They are added to headers of the same name.
    without: tuple[str, ...] = ()  #: Names of headers that are left out.
    masks: tuple[tuple[str, str], ...] = ()  #: More secrets, each with the shell text that stands for it.
    carrying: tuple[str, ...] = ()  #: Names of more headers that have a secret.
    framing: Framing | None = None  #: How the body is sent: over a socket only.

    def headers_after(self, usual: Headers) -> Headers:
        """The headers of the request, from those that it would have."""
        replaced = {name.lower() for name, _ in self.headers} | {name.lower() for name in self.without}
        kept = tuple((name, value) for name, value in usual if name.lower() not in replaced)
        return (*kept, *self.headers, *self.added)

    def path_after(self, usual: str) -> str:
        """The path of the request, made from the usual one."""
        return usual if self.path is None else self.path.replace("{path}", usual)
