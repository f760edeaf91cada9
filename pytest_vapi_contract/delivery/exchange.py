"""
What goes to a handler and what comes back, as values.

Text in headers is wire text: one character for one byte (latin-1), so that any byte can be sent and shown.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import builtins

    from ..cases.http_change import HttpChange
    from ..cases.http_framing import Framing

Header = tuple[str, str]
Mask = tuple[str, str]
Piece = tuple[str, bool]

#: What stands for a secret wherever it is shown: the shell's text for a variable of the environment.
SECRET = "$VAPI_SECRET"
#: Names of headers whose values are credentials, whoever set them.
CREDENTIAL_NAME = re.compile(
    r"authorization|cookie|secret|token|api-?key|signature|password|credential", re.IGNORECASE
)


def wire_text(value: str | bytes) -> str:
    """
    Text with one character for each byte that goes over the wire.

    Characters beyond latin-1 become their UTF-8 bytes, as most clients send them.
    """
    if isinstance(value, bytes):
        return value.decode("latin-1")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass").decode("latin-1")
    return value


def hide(text: str, masks: tuple[Mask, ...]) -> str:
    """
    The text with each secret replaced by what stands for it, the longest first.
    """
    return _joined(pieces(text, masks)) if masks else text


def _joined(parts: tuple[Piece, ...]) -> str:
    return "".join(text for text, _ in parts)


def pieces(text: str, masks: tuple[Mask, ...]) -> tuple[Piece, ...]:
    """
    The text cut at its secrets: each piece with whether it stands for one.
    """
    found: list[Piece] = [(text, False)]
    for secret, shown in sorted(masks, key=lambda mask: -len(mask[0])):
        found = [part for piece in found for part in _cut(piece, secret, shown)]
    return tuple(piece for piece in found if piece[0])


def _cut(piece: Piece, secret: str, shown: str) -> list[Piece]:
    text, stands = piece
    if stands:
        return [piece]
    first, *rest = _written(secret).split(text)
    return [(first, False), *(part for after in rest for part in ((shown, True), (after, False)))]


@lru_cache(maxsize=256)
def _written(secret: str) -> re.Pattern[str]:
    """
    A secret as it may be written: as it is, or escaped for JSON, Python, a URL or HTML, however often.
    """
    return re.compile("".join(map(_any_form, secret)))


def _any_form(char: str) -> str:
    if char.isascii() and char.isalnum():
        return char
    code, encoded = ord(char), char.encode("utf-8", "surrogatepass")
    plain = r"\\+" if char == "\\" else rf"\\*{re.escape(char)}"
    percent = "".join(f"%{byte:02x}" for byte in encoded)
    forms = [plain, rf"\\+u{code:04x}", rf"\\+x{code:02x}", percent, re.escape(html.escape(char))]
    return f"(?i:{'|'.join([*forms, f'&#0*{code};', f'&#x0*{code:x};'])})"


def without_scheme(value: str) -> str:
    """
    A credential without the word before it, such as `Bearer`.
    """
    scheme, blank, rest = value.partition(" ")
    return rest if blank and rest and scheme.isalpha() else value


@lru_cache(maxsize=64)
def masks_for(secret: str | bytes, shown: str = SECRET) -> tuple[Mask, ...]:
    """
    The masks that hide a secret, as it was given and as it goes over the wire; none for an empty one.
    """
    wired = wire_text(secret)
    given = secret.decode("utf-8", "replace") if isinstance(secret, bytes) else secret
    return tuple((form, shown) for form in dict.fromkeys((wired, given)) if form)


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Request:
    """
    One HTTP request, as it is put on the wire.
    """

    method: str = "POST"
    path: str = "/"  #: With the query, if there is one.
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    masks: tuple[Mask, ...] = ()  #: Secrets, each with the shell text that stands for it.
    framing: Framing | None = None  #: How the body is sent, where not as usual: over a socket only.

    def header(self, name: str) -> str | None:
        """
        The first value under a name, whatever its case.
        """
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def with_headers(self, *headers: tuple[str, str | bytes]) -> Request:
        """
        The same request with these headers in the place of those with the same names.
        """
        names = {name.lower() for name, _ in headers}
        kept = tuple(header for header in self.headers if header[0].lower() not in names)
        return replace(self, headers=(*kept, *((name, wire_text(value)) for name, value in headers)))

    def with_masks(self, *masks: Mask) -> Request:
        """
        The same request with more to hide.
        """
        return replace(self, masks=tuple(dict.fromkeys((*self.masks, *masks))))

    def altered(self, change: HttpChange) -> Request:
        """
        The same request, but for what a change says.
        """
        headers = change.headers_after(self.headers)
        return replace(
            self.with_masks(*change.masks),
            method=change.method or self.method,
            path=change.path_after(self.path),
            headers=tuple((name, wire_text(value)) for name, value in headers),
            framing=change.framing,
        )

    def shown_headers(self) -> tuple[Header, ...]:
        """
        The headers as they may be shown to people.
        """
        return tuple((name, _joined(self.pieces(name, value))) for name, value in self.headers)

    def pieces(self, name: str, value: str) -> tuple[Piece, ...]:
        """
        A header's value, cut into what may be shown and what stands for a secret.

        A request that was made by hand has no masks: then the whole value of a credential header is a secret.
        """
        masks = self.masks
        if not masks and value and CREDENTIAL_NAME.search(name):
            masks = masks_for(without_scheme(value))
        return pieces(value, masks)

    def __repr__(self) -> str:
        body = hide(repr(self.body if len(self.body) <= 200 else self.body[:200] + b"..."), self.masks)
        return (
            f"Request(method={self.method!r}, path={self.path!r}, "
            f"headers={self.shown_headers()!r}, body={body}, {len(self.body)} bytes)"
        )


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Reply:
    """
    What a handler answered.
    """

    status: int | None  #: None where a plain function returned.
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    value: Any = None  #: What a plain function returned.
    truncated: bool = False  #: The body was longer than what is kept.

    def header(self, name: str) -> str | None:
        """
        The first value under a name, whatever its case.
        """
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def __repr__(self) -> str:
        # The body is left out: a handler may echo the secret.
        size = f"{'over ' if self.truncated else ''}{len(self.body)} bytes"
        return f"Reply(status={self.status!r}, {size})"


@dataclass(frozen=True, kw_only=True, slots=True)
class Crash:
    """
    An exception that left a handler, and where in the user's own code it came from.
    """

    type: str
    message: str
    file: str | None = None
    line: int | None = None
    function: str | None = None
    traceback: str = field(default="", repr=False)
    exception_class: builtins.type[BaseException] | None = field(default=None, repr=False, compare=False)

    @property
    def shown_file(self) -> str | None:
        """
        The file, relative to the working directory if it is in there.
        """
        if self.file is None:
            return None
        path, here = Path(self.file), Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)

    @property
    def place(self) -> str | None:
        """
        Where it happened, for people: `app.py:41 in on_session`.
        """
        return None if self.file is None else f"{self.shown_file}:{self.line} in {self.function}"

    def __str__(self) -> str:
        place = f" ({self.place})" if self.file else ""
        return f"{self.type}: {self.message}{place}" if self.message else f"{self.type}{place}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """
    A request, what came back, and how long it took.

    Reply and crash may both be there: many frameworks answer 500 and let the exception through as well.
    """

    request: Request
    reply: Reply | None = None
    crash: Crash | None = None
    seconds: float = 0.0
    timed_out: bool = False
    fault: str | None = None  #: Why there is neither reply nor crash, such as a closed connection.
    unsent: bool = False  #: It says nothing of the handler: our own client refuses to send the request.
