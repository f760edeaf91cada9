"""
Bodies that are no JSON, or JSON that few expect, and requests that are odd in other ways.

Each is made from a message that conforms. What only an attacker sends (a body of a gigabyte, a nesting of
100,000) is not here: almost every web framework answers 500 to some of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .._json import dumps
from ..delivery import Handler, Request
from .case import Alteration, Case

JSON = "application/json"
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def text_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Bodies that are broken as text, or no object; none for a plain function, which is given values.
    """
    if not handler.speaks_http:
        return
    for name, (why, content) in {**_texts(dumps(body)), **_values()}.items():
        yield Case(id=f"text.{name}", type=type, body=content, category="text", why=why)


def http_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Requests whose method, headers or path are odd.
    """
    if not handler.speaks_http:
        return
    for name, (why, alter) in _alterations().items():
        yield Case(id=f"http.{name}", type=type, body=body, category="http", why=why, alter=alter)


def _texts(text: str) -> Mapping[str, tuple[str, bytes]]:
    """
    The body is what the words say.
    """
    whole = text.encode()
    inside = whole.removesuffix(b"}}")
    return {
        "empty": ("the body is empty", b""),
        "blank": ("the body is blank", b" \r\n\t "),
        "cut": ("the body is cut in the middle", whole[: len(whole) // 2]),
        "unclosed": ("the last bracket is missing", whole[:-1]),
        "doubled": ("the body has two documents", whole + whole),
        "tail": ("there is text behind the document", whole + b" x"),
        "trailing-comma": ("there is a comma before the last bracket", whole[:-1] + b",}"),
        "comment": ("the body has a comment", b"/* x */" + whole),
        "single-quotes": ("the strings have single quotes", whole.replace(b'"', b"'")),
        "nan": ("a number is NaN", inside + b',"timestamp":NaN}}'),
        "infinity": ("a number is Infinity", inside + b',"timestamp":Infinity}}'),
        "huge-number": ("a number is 1e999", inside + b',"timestamp":1e999}}'),
        "leading-zero": ("a number has a leading zero", inside + b',"timestamp":01}}'),
        "duplicate-key": ("a property is there twice", inside + b',"type":"x"}}'),
        "control-character": ("a string has a raw control character", inside + b',"note":"a\x01b"}}'),
        "bad-escape": ("a string has an escape that means nothing", inside + b',"note":"\\q"}}'),
        "lone-surrogate": ("a string has half a surrogate pair", inside + b',"note":"\\ud800"}}'),
        "nul": ("a string has a NUL", inside + b',"note":"\\u0000"}}'),
        "invalid-utf8": ("the body is no UTF-8", inside + b',"note":"\xff\xfe"}}'),
        "bom": ("the body begins with a byte order mark", b"\xef\xbb\xbf" + whole),
        "utf-16": ("the body is UTF-16", text.encode("utf-16")),
    }


def _values() -> Mapping[str, tuple[str, bytes]]:
    """
    JSON that is no object.
    """
    values = {
        "null": b"null",
        "true": b"true",
        "number": b"1",
        "string": b'"x"',
        "list": b"[]",
        "list-of-list": b"[[]]",
    }
    return {f"root-{name}": (f"the body is {content.decode()}", content) for name, content in values.items()}


def _alterations() -> Mapping[str, tuple[str, Alteration]]:
    return {
        "no-content-type": ("there is no content type", _untyped),
        "text-plain": ("the content type is text/plain", _with("Content-Type", "text/plain")),
        "form": ("the content type is that of a form", _with("Content-Type", FORM)),
        "multipart": ("the content type is multipart without a boundary", _with("Content-Type", MULTIPART)),
        "odd-charset": ("the charset is unknown", _with("Content-Type", f"{JSON}; charset=klingon")),
        "other-charset": (
            "the charset is not that of the body",
            _with("Content-Type", f"{JSON}; charset=utf-16"),
        ),
        "bad-content-type": ("the content type means nothing", _with("Content-Type", ";;=")),
        "gzip": ("the body is said to be compressed", _with("Content-Encoding", "gzip")),
        "long-header": ("a header has 4,000 characters", _with("X-Call-Id", "x" * 4_000)),
        "non-ascii-header": ("a header has a character that is not ASCII", _with("X-Call-Id", "é")),
        "get": ("the method is GET", _by("GET")),
        "put": ("the method is PUT", _by("PUT")),
        "options": ("the method is OPTIONS", _by("OPTIONS")),
        "odd-method": ("the method is made up", _by("VAPI")),
        "query": ("the path has a query", _at("?a=1&a=%FF")),
        "slash": ("the path has another slash", _at("/")),
        "suffix": ("the path goes on", _at("/x")),
    }


def _untyped(request: Request) -> Request:
    headers = tuple(header for header in request.headers if header[0].lower() != "content-type")
    return replace(request, headers=headers)


def _with(name: str, value: str) -> Alteration:
    return lambda request: request.with_headers((name, value))


def _by(method: str) -> Alteration:
    return lambda request: replace(request, method=method)


def _at(suffix: str) -> Alteration:
    return lambda request: replace(request, path=request.path + suffix)
