"""
A request as a line for a shell, so that anyone can send it again.
"""

from __future__ import annotations

import base64
import re
import shlex
from collections.abc import Iterator

from .exchange import Piece, Request, pieces

#: The longest body that is one argument of a command; Linux allows 128 KiB.
ARGUMENT = 100_000

_PLAIN = re.compile(r"[\w :;,./=+@%-]*", re.ASCII)


def curl_line(request: Request, base_url: str = "http://127.0.0.1:8000") -> str:
    """
    A command for any POSIX shell that sends the same bytes; a secret stands in it as "$VAPI_SECRET".
    """
    before, data = _data(request)
    words = ["curl", "-i", *_options(request), shlex.quote(base_url.rstrip("/") + request.path)]
    for name, value in request.headers:
        words += ["-H", _header(name, request.pieces(name, value))]
    if data and request.header("content-type") is None:
        words += ["-H", "Content-Type:"]  # curl would call it a form
    return " ".join([*before, *words, *data])


def _options(request: Request) -> list[str]:
    options = ["--head"] if request.method == "HEAD" else ["-X", shlex.quote(request.method)]
    if re.search(r"[\[\]{}]", request.path):
        options.append("--globoff")
    if re.search(r"/\.\.?(/|$)", request.path):
        options.append("--path-as-is")
    return options


def _header(name: str, value: tuple[Piece, ...]) -> str:
    # curl drops a header without a value, but sends one that ends in a semicolon as empty.
    parts = ((f"{name}: ", False), *value) if value else ((f"{name};", False),)
    return _word(tuple(part for piece in parts for part in _in_ascii(piece)))


def _in_ascii(piece: Piece) -> Iterator[Piece]:
    """
    A piece of a header with its other bytes written in octal: a terminal would show them as two each.
    """
    text, stands = piece
    for part in [text] if stands else re.split(r"([^\x00-\x7f]+)", text):
        if part and not part.isascii():
            octal = "".join(f"\\{byte:03o}" for byte in part.encode("latin-1"))
            yield f"$(printf '{octal}')", True
        elif part:
            yield part, stands


def _data(request: Request) -> tuple[list[str], list[str]]:
    """
    What stands before curl, and its options for the body.
    """
    if not request.body:
        return [], ["--data-binary", "''"] if request.method == "POST" else []
    text = _plain_text(request.body)
    if text is None:
        encoded = base64.b64encode(request.body).decode()
        return ["printf", "%s", encoded, "|", "base64", "-d", "|"], ["--data-binary", "@-"]
    word = _word(pieces(text, request.masks))
    if len(request.body) > ARGUMENT or text.startswith("@"):
        return ["printf", "%s", word, "|"], ["--data-binary", "@-"]
    return [], ["--data-binary", word]


def _plain_text(body: bytes) -> str | None:
    """
    The body as text that may stand in quotes: UTF-8 without control characters.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char in " \n\t" for char in text) else None


def _word(parts: tuple[Piece, ...]) -> str:
    """
    One word of the shell from literal text and variables.
    """
    if not any(variable for _, variable in parts):
        return "".join(_literal(text) for text, _ in _joined(parts))
    if all(variable or _PLAIN.fullmatch(text) for text, variable in parts):
        return f'"{"".join(text for text, _ in parts)}"'
    return "".join(f'"{text}"' if variable else _literal(text) for text, variable in parts)


def _joined(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return (("".join(text for text, _ in parts), False),)


def _literal(text: str) -> str:
    return shlex.quote(text)
