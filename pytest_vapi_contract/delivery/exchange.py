"""
What goes to a handler and what comes back, as values.

Text in headers is wire text: one character for one byte (latin-1), so that any byte can be sent and shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from json import dumps, loads
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import ReplyNotJson
from ..masking.mask import (
    CREDENTIAL_NAME,
    Mask,
    Masks,
    Piece,
    body_pieces,
    credential_pieces,
    distinct,
    joined,
    masks_for,
    pieces,
    without_scheme,
)
from ..wire_text import wire_text
from .location import Lines, Location
from .tool_result import ToolResult, results_of

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping

    from ..cases.http_change import HttpChange
    from ..cases.http_framing import Framing

Header = tuple[str, str]

#: How many bytes of a reply's body a finding has.
ABRIDGED = 16_384


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Request:
    """One HTTP request, as it is put on the wire."""

    method: str = "POST"
    path: str = "/"  #: With the query, if there is one.
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    masks: Masks = ()  #: Secrets, each with the shell text that stands for it.
    carriers: frozenset[str] | None = None  #: Headers that have a secret, in small letters; None if unknown.
    framing: Framing | None = None  #: How the body is sent, where not as usual: over a socket only.
    withheld: str = ""  #: The signature that it would have, where it is sent with none, or a wrong one.

    def header(self, name: str) -> str | None:
        """The first value under a name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def with_headers(self, *headers: tuple[str, str | bytes]) -> Request:
        """The same request with these headers in the place of those with the same names."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(header for header in self.headers if header[0].lower() not in names)
        return replace(self, headers=(*kept, *((name, wire_text(value)) for name, value in headers)))

    def with_masks(self, *masks: Mask) -> Request:
        """The same request with more to hide."""
        return replace(self, masks=tuple(dict.fromkeys((*self.masks, *masks))))

    def altered(self, change: HttpChange) -> Request:
        """The same request, but for what a change says."""
        headers = change.headers_after(self.headers)
        hidden = self.with_masks(*change.masks)
        return replace(
            hidden.carrying(*change.carrying) if change.carrying else hidden,
            method=change.method or self.method,
            path=change.path_after(self.path),
            headers=tuple((name, wire_text(value)) for name, value in headers),
            framing=change.framing,
        )

    def carrying(self, *names: str) -> Request:
        """The same request, in which these headers have a secret. With no name: those that are known have."""
        return replace(self, carriers=(self.carriers or frozenset()).union(map(str.lower, names)))

    def carries(self, name: str) -> bool:
        """Whether a header has a secret: one that was given, or by its name."""
        if self.carriers is None:
            return CREDENTIAL_NAME.search(name) is not None
        return name.lower() in self.carriers

    def shown_headers(self) -> tuple[Header, ...]:
        """The headers as they may be shown to people."""
        return tuple((name, joined(self.pieces(name, value))) for name, value in self.headers)

    def pieces(self, name: str, value: str) -> tuple[Piece, ...]:
        """
        A header's value, cut into what may be shown and what stands for a secret.

        A request that was made by hand has no masks: then the whole value of a credential header is a secret.
        """
        unknown = self.carriers is None and any(without_scheme(value) == secret for secret, _ in self.masks)
        if self.carries(name) or unknown:
            return credential_pieces(value, self.masks or masks_for(without_scheme(value)))
        return pieces(value, distinct(self.masks))

    def shown_body(self, text: str) -> str:
        """Text of the body as it may be shown to people."""
        return joined(self.body_pieces(text))

    def body_pieces(self, text: str) -> tuple[Piece, ...]:
        """Text of the body, cut into what may be shown and what stands for a secret."""
        return body_pieces(text, self.masks)

    def __repr__(self) -> str:
        body = self.shown_body(repr(self.body if len(self.body) <= 200 else self.body[:200] + b"..."))
        return (
            f"Request(method={self.method!r}, path={self.path!r}, "
            f"headers={self.shown_headers()!r}, body={body}, {len(self.body)} bytes)"
        )


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Reply:
    """What a handler answered."""

    status: int | None  #: None where a plain function returned.
    headers: tuple[Header, ...] = ()
    body: bytes = b""  #: For a plain function, what it returned as JSON.
    value: Any = None  #: What a plain function returned.
    truncated: bool = False  #: The body was longer than what is kept.
    not_json: str = ""  #: Why what a plain function returned cannot be written as JSON.
    #: The length of the body where only its beginning is kept, as in a finding; else 0.
    abridged_from: int = 0

    def header(self, name: str) -> str | None:
        """The first value under a name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def size(self) -> int:
        """How many bytes of the body were read."""
        return self.abridged_from or len(self.body)

    def abridged(self) -> Reply:
        """The reply with no more than the beginning of its body."""
        length = self.size if self.size > ABRIDGED else 0
        return replace(self, body=self.body[:ABRIDGED], value=None, abridged_from=length)

    def json(self) -> Any:
        """
        The JSON value of the reply, for every kind of handler: of the body, or of what a function returned.

        Raises `ReplyNotJson`.
        """
        of_function = self.status is None
        if self.abridged_from:
            raise ReplyNotJson("a finding has only its beginning", of_function=of_function)
        if self.truncated:
            raise ReplyNotJson("it is too long to be kept", of_function=of_function)
        if self.not_json:
            raise ReplyNotJson(self.not_json, of_function=of_function)
        try:
            unread = of_function and not self.body  # made by hand, not by a delivery
            text = dumps(self.value, allow_nan=False) if unread else self.body
            return loads(text, parse_constant=_refuse)
        except (TypeError, ValueError, RecursionError) as error:
            raise ReplyNotJson(str(error), of_function=of_function) from error

    @property
    def results(self) -> Mapping[str, ToolResult]:
        """
        The results of tool calls, by their `toolCallId`; empty if the reply has none.

        Raises `ReplyNotJson`.
        """
        return results_of(self.json())

    def __repr__(self) -> str:
        # The body is left out: a handler may echo the secret.
        size = f"{'over ' if self.truncated else ''}{self.size} bytes"
        return f"Reply(status={self.status!r}, {size})"


def _refuse(constant: str) -> NoReturn:
    """Refuse what Python reads as a number beyond JSON."""
    raise ValueError(f"JSON has no {constant}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Crash:
    """An exception that left a handler, and where in the user's own code it came from."""

    type: str
    message: str
    file: str | None = None
    line: int | None = None
    function: str | None = None
    traceback: str = field(default="", repr=False)
    exception_class: builtins.type[BaseException] | None = field(default=None, repr=False, compare=False)
    #: The user's `except` that caught it, if one did: it was seen when the request was sent once more.
    caught_at: Location | None = field(default=None, compare=False)
    #: Whether that `except` is for all exceptions, in the outermost function of the user's.
    is_hidden: bool = field(default=False, compare=False)
    #: What tells it from others at its place, and the lines around that, where a report has told them.
    fault: str | None = field(default=None, repr=False, compare=False)
    lines: Lines | None = field(default=None, repr=False, compare=False)

    @property
    def location(self) -> Location | None:
        """Where it happened, if that is known."""
        if self.file is None:
            return None
        return Location(self.file, self.line or 0, self.function or "", self.lines)

    @property
    def shown_file(self) -> str | None:
        """The file, relative to the working directory if it is in there."""
        return self.location.shown_file if self.location else None

    @property
    def place(self) -> str | None:
        """Where it happened, for people: `app.py:41 in on_session`."""
        return str(self.location) if self.location else None

    def __str__(self) -> str:
        place = f" ({self.place})" if self.file else ""
        caught = f", caught at {self.caught_at.shown_file}:{self.caught_at.line}" if self.caught_at else ""
        said = f"{self.type}: {self.message}" if self.message else self.type
        return f"{said}{place}{caught}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """
    A request, what came back, and how long it took.

    It can have both a reply and a crash: many frameworks answer 500 and also raise the exception.
    """

    request: Request
    reply: Reply | None = None
    crash: Crash | None = None
    seconds: float = 0.0
    timed_out: bool = False
    fault: str | None = None  #: Why there is neither reply nor crash, such as a closed connection.
    unsent: bool = False  #: It says nothing of the handler: our own client refuses to send the request.
    unreachable: bool = False  #: No connection could be made.
    #: An exception that the handler caught and answered, other than with a 5xx: seen when sent once more.
    caught: Crash | None = None

    def abridged(self) -> Exchange:
        """The exchange with the beginning of the reply's body, if that is long."""
        reply = self.reply
        if reply is None or (reply.size <= ABRIDGED and not reply.not_json):
            return self
        return replace(self, reply=reply.abridged())
