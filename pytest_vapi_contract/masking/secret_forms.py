"""The ways in which a secret may be written: escaped here and there, or encoded as a whole."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from functools import lru_cache

#: A shorter form is found in texts by chance.
SHORTEST_FORM = 8


def pattern_of(secret: str) -> str:
    """
    A regular expression for a secret as it is, or escaped for JSON, Python, a URL or HTML, however often.

    The secret is its group `secret`.
    """
    return f"(?P<secret>{''.join(map(_any_form, secret))})"


@lru_cache(maxsize=256)
def encoded(secret: str) -> tuple[str, ...]:
    """
    A secret encoded as a whole: in hex, in base64, also within a longer text, each character as an escape.

    These are texts, not patterns: looking for them in a long reply takes no time.
    """
    return tuple(dict.fromkeys(form for form in _encoded(secret) if len(form) >= SHORTEST_FORM))


def turned(secret: str) -> tuple[str, ...]:
    """A secret in capitals, in small letters, and backwards."""
    return tuple(form for form in (secret.upper(), secret.lower(), secret[::-1]) if form != secret)


def _encoded(secret: str) -> Iterator[str]:
    raw, units = secret.encode("utf-8", "surrogatepass"), secret.encode("utf-16-be", "surrogatepass")
    for digits in ("02x", "02X"):
        yield "".join(f"{byte:{digits}}" for byte in raw)
        yield "".join(f"%{byte:{digits}}" for byte in raw)
        yield "".join(f"\\x{byte:{digits}}" for byte in raw)
        yield "".join(f"\\u{units[at]:{digits}}{units[at + 1]:{digits}}" for at in range(0, len(units), 2))
        yield "".join(f"&#x{ord(char):{digits[-1]}};" for char in secret)
    yield "".join(f"&#{ord(char)};" for char in secret)
    for before in range(3):
        form = _in_base64(raw, before)
        yield form
        yield form.replace("+", "-").replace("/", "_")


def _in_base64(raw: bytes, before: int) -> str:
    """What is the same in base64, whatever the bytes before it and behind it are."""
    text = base64.b64encode(bytes(before) + raw).decode()
    return text[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]


def _any_form(char: str) -> str:
    if char.isascii() and char.isalnum():
        return char
    code, raw = ord(char), char.encode("utf-8", "surrogatepass")
    units = char.encode("utf-16-be", "surrogatepass").hex()
    forms = [
        r"\\+" if char == "\\" else rf"\\*{re.escape(char)}",
        "".join(rf"\\+u{units[at : at + 4]}" for at in range(0, len(units), 4)),
        rf"\\+x{code:02x}",
        rf"\\+U{code:08x}",
        "".join(f"%{byte:02x}" for byte in raw),
        re.escape(html.escape(char)),
        f"&#0*{code};",
        f"&#x0*{code:x};",
    ]
    return f"(?i:{'|'.join(forms)})"
