"""A request as a line for a shell, so that anyone can send it again."""

from __future__ import annotations

import base64
import re
import shlex
from collections.abc import Iterator

from ..masking.mask import Piece
from .exchange import Request
from .time_limits import CURL

#: The longest body that is one argument of a command; Linux allows 128 KiB.
ARGUMENT = 100_000
#: The longest body that is shown in a line; a longer one is read from a file that the reader has to write.
LONGEST = 1_000_000

_PLAIN = re.compile(r"[\w :;,./=+@%-]*", re.ASCII)


def sent_body(request: Request) -> bytes:
    """What is sent of the body."""
    return request.body if request.framing is None else request.body[: request.framing.sent]


def curl_line(
    request: Request, base_url: str = "http://127.0.0.1:8000", *, body_file: str | None = None
) -> str:
    """
    A command for any POSIX shell that sends the same bytes; a secret appears in it as "$VAPI_SECRET".

    A body in a file is read from there; any other above a megabyte is not in the line, which says so. Chunks,
    and pauses between bytes, are those of curl.
    """
    body = sent_body(request)
    if body_file is None:
        before, data, after = _data(request, body)
    else:
        before, data, after = [], ["--data-binary", shlex.quote(f"@{body_file}")], []
    words = ["curl", "-i", *_options(request), shlex.quote(base_url.rstrip("/") + request.path)]
    words += _framing(request)
    for name, value in request.headers:
        words += ["-H", _header(name, request.pieces(name, value))]
    if data and request.header("content-type") is None:
        words += ["-H", "Content-Type:"]  # curl would call it a form
    return " ".join([*before, *words, *data, *after])


def _options(request: Request) -> list[str]:
    bare = request.method == "HEAD" and not request.body  # with a body, curl refuses `--head`
    options = ["--head"] if bare else ["-X", shlex.quote(request.method)]
    if not bare and _may_wait(request):
        options += ["--max-time", str(CURL)]
    if re.search(r"[\[\]{}]", request.path):
        options.append("--globoff")
    if re.search(r"/\.\.?(/|$)", request.path):
        options.append("--path-as-is")
    return options


def _may_wait(request: Request) -> bool:
    """Whether one side waits for what never comes: the server for a body, or curl for one after HEAD."""
    framing = request.framing
    return request.method == "HEAD" or (framing is not None and framing.ends_early(request.body))


def _framing(request: Request) -> Iterator[str]:
    """What makes curl say another length than it would, or send slowly."""
    framing = request.framing
    if framing is None:
        return
    if framing.pause:
        yield from ("--limit-rate", str(max(1, round(1 / framing.pause))))
    said = framing.headers(request.body)
    for name, value in said or (("Content-Length", ""),):
        yield from ("-H", shlex.quote(f"{name}: {value}".rstrip()))


def _header(name: str, value: tuple[Piece, ...]) -> str:
    # curl drops a header without a value, but sends one that ends in a semicolon as empty.
    parts = ((f"{name}: ", False), *value) if value else ((f"{name};", False),)
    return _word(tuple(part for piece in parts for part in _in_ascii(piece)))


def _in_ascii(piece: Piece) -> Iterator[Piece]:
    """A piece of a header with its other bytes written in octal: a terminal would show them as two each."""
    text, stands = piece
    for part in [text] if stands else re.split(r"([^\x00-\x7f]+)", text):
        if part and not part.isascii():
            octal = "".join(f"\\{byte:03o}" for byte in part.encode("latin-1"))
            yield f"$(printf '{octal}')", True
        elif part:
            yield part, stands


def _data(request: Request, body: bytes) -> tuple[list[str], list[str], list[str]]:
    """The text before curl, its options for the body, and the text after it."""
    if not body:
        return [], ["--data-binary", "''"] if request.method == "POST" else [], []
    if len(body) > LONGEST:
        remark = f"# first write the body, {len(body):,} bytes, to the file `body`: it is too long for a line"
        return [], ["--data-binary", "@body"], [remark]
    text = _plain_text(body)
    if text is None:
        encoded = base64.b64encode(body).decode()
        return ["printf", "%s", encoded, "|", "base64", "-d", "|"], ["--data-binary", "@-"], []
    word = _word(request.body_pieces(text))
    if len(body) > ARGUMENT or text.startswith("@"):
        return ["printf", "%s", word, "|"], ["--data-binary", "@-"], []
    return [], ["--data-binary", word], []


def _plain_text(body: bytes) -> str | None:
    """The body as text that can be quoted: UTF-8 without control characters."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char in " \n\t" for char in text) else None


def _word(parts: tuple[Piece, ...]) -> str:
    """One word of the shell from literal text and variables."""
    if not any(variable for _, variable in parts):
        return "".join(_literal(text) for text, _ in _joined(parts))
    if all(variable or _PLAIN.fullmatch(text) for text, variable in parts):
        return f'"{"".join(text for text, _ in parts)}"'
    return "".join(f'"{text}"' if variable else _literal(text) for text, variable in parts)


def _joined(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return (("".join(text for text, _ in parts), False),)


def _literal(text: str) -> str:
    return shlex.quote(text)
