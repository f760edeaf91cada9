"""
Requests that are unlike those that Vapi sends, around a body that conforms: faults above the contract.

They are data: which part of a request differs, and how. Whoever delivers them builds the request.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

JSON = "application/json"
#: More than servers take: common limits are 8 KB for a line and 64 KB or 100 lines in all.
LONG_VALUE = "a" * 100_000
MANY = 500

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpMutation:
    """
    What of a request differs. What is None, or empty, stays as it is.

    Header values are text with one character for each byte, as on the wire. The framing (`content_length`,
    `chunked`, `sent`, `pause`) can be chosen on a socket only.
    """

    id: str
    why: str
    method: str | None = None
    path: str | None = None  #: With `{path}` for the usual path.
    headers: Headers = ()  #: They replace headers of the same name, in any case.
    added: Headers = ()  #: They stand beside headers of the same name.
    without: tuple[str, ...] = ()  #: Names of headers that are left out.
    body: bytes | None = None
    content_length: str | None = None  #: What `Content-Length` says; "" for a request without it.
    chunked: bool = False  #: Whether the body comes in chunks.
    sent: int | None = None  #: How many bytes of the body are sent before the connection is closed.
    pause: float = 0  #: Seconds between two bytes of the body.
    hostile: bool = False  #: Whether only an attacker would send it.

    @property
    def socket_only(self) -> bool:
        """
        Whether it can be sent over a real socket only.
        """
        framed = self.content_length is not None or self.sent is not None
        return framed or self.chunked or self.pause > 0

    def headers_after(self, usual: Headers) -> Headers:
        """
        The headers of the request, from those that it would have.
        """
        replaced = {name.lower() for name, _ in self.headers} | {name.lower() for name in self.without}
        kept = tuple((name, value) for name, value in usual if name.lower() not in replaced)
        return (*kept, *self.headers, *self.added)

    def path_after(self, usual: str) -> str:
        """
        The path of the request, from the one that it would have.
        """
        return usual if self.path is None else self.path.replace("{path}", usual)

    def __str__(self) -> str:
        return f"{self.id}: {self.why}"


def http_mutations(body: bytes, *, hostile: bool = False) -> tuple[HttpMutation, ...]:
    """
    List the changes to a request with a JSON body, in the same order each time.
    """
    ordinary = [*_methods(), *_content_types(), *_encodings(body), *_headers(), *_paths(), *_framing(body)]
    return (*ordinary, *(_hostile() if hostile else ()))


def _methods() -> Iterator[HttpMutation]:
    for method in ("GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "VAPI"):
        yield HttpMutation(id=f"http.method.{method}", why=f"the method is {method}.", method=method)
    yield HttpMutation(id="http.method.lower-case", why="the method is `post`.", method="post")


def _content_types() -> Iterator[HttpMutation]:
    yield HttpMutation(
        id="http.content-type.missing", why="there is no Content-Type.", without=("Content-Type",)
    )
    for name, value in (
        ("empty", ""),
        ("text", "text/plain"),
        ("form", "application/x-www-form-urlencoded"),
        ("multipart", "multipart/form-data"),
        ("xml", "application/xml"),
        ("octets", "application/octet-stream"),
        ("charset", f"{JSON}; charset=utf-8"),
        ("utf-16", f"{JSON}; charset=utf-16"),
        ("unknown-charset", f"{JSON}; charset=no-such"),
        ("upper-case", "APPLICATION/JSON"),
        ("suffix", "application/cloudevents+json"),
        ("malformed", "json;;=;"),
    ):
        why = f"the Content-Type is {value!r}."
        yield HttpMutation(id=f"http.content-type.{name}", why=why, headers=(("Content-Type", value),))
    twice = (("Content-Type", JSON), ("Content-Type", "text/plain"))
    yield HttpMutation(id="http.content-type.twice", why="there are two Content-Types.", headers=twice)


def _encodings(body: bytes) -> Iterator[HttpMutation]:
    for name, coding, content, why in (
        ("gzip-plain", "gzip", body, "the body is said to be gzip and is not."),
        ("gzip", "gzip", gzip.compress(body, mtime=0), "the body is gzip."),
        ("gzip-cut", "gzip", gzip.compress(body, mtime=0)[:-8], "the body is gzip that ends early."),
        ("deflate-plain", "deflate", body, "the body is said to be deflate and is not."),
        ("unknown", "no-such", body, "the Content-Encoding is unknown."),
    ):
        headers = (("Content-Encoding", coding),)
        yield HttpMutation(id=f"http.encoding.{name}", why=why, headers=headers, body=content)


def _headers() -> Iterator[HttpMutation]:
    for name, value, why in (
        ("empty", "", "a header is empty"),
        ("non-ascii", "caf\xe9", "a header has a byte that is not ASCII"),
        ("utf-8", "é".encode().decode("latin-1"), "a header has bytes of UTF-8"),
        ("high-bytes", "\xff\xfe\xfd", "a header has bytes that are no UTF-8"),
        ("tab", "a\tb", "a header has a tab"),
        ("long", "a" * 7_000, "a header is long"),
    ):
        yield HttpMutation(id=f"http.header.{name}", why=f"{why}.", headers=(("X-Call-Id", value),))
    twice = (("X-Call-Id", "one"), ("X-Call-Id", "two"))
    yield HttpMutation(id="http.header.twice", why="a header stands there twice.", headers=twice)
    many = tuple((f"X-Extra-{index}", "1") for index in range(50))
    yield HttpMutation(id="http.header.many", why="there are 50 more headers.", added=many)
    yield HttpMutation(
        id="http.header.accept-nothing", why="no media type is accepted.", headers=(("Accept", "x/y;q=0"),)
    )


def _paths() -> Iterator[HttpMutation]:
    for name, path, why in (
        ("suffix", "{path}/more", "the path goes on"),
        ("slash", "{path}/", "there is a slash behind the path"),
        ("query", "{path}?a=1&a=2&b", "there is a query"),
        ("odd-query", "{path}?%00=%ff&&==", "there is an odd query"),
        ("double-slash", "/{path}", "there are two slashes before the path"),
        ("dots", "{path}/../{path}", "there are dots in the path"),
        ("percent", "{path}/%zz", "an escape in the path is malformed"),
        ("other", "/no-such-path", "the path is another one"),
    ):
        yield HttpMutation(id=f"http.path.{name}", why=f"{why}.", path=path)


def _framing(body: bytes) -> Iterator[HttpMutation]:
    length = len(body)
    yield HttpMutation(id="http.body.chunked", why="the body comes in chunks.", chunked=True)
    for name, said, why in (
        ("missing", "", "there is no Content-Length."),
        ("short", str(length // 2), "the Content-Length is less than the body."),
        ("long", str(length + 100), "the Content-Length is more than the body."),
        ("negative", "-1", "the Content-Length is negative."),
        ("no-number", "many", "the Content-Length is no number."),
    ):
        yield HttpMutation(id=f"http.content-length.{name}", why=why, content_length=said)
    yield HttpMutation(id="http.body.half", why="the body stops half-way.", sent=length // 2)
    yield HttpMutation(id="http.body.none", why="the connection is closed before the body.", sent=0)


def _hostile() -> Iterator[HttpMutation]:
    long = (("X-Call-Id", LONG_VALUE),)
    yield HttpMutation(
        id="hostile.header.long", why="a header has 100,000 bytes.", headers=long, hostile=True
    )
    many = tuple((f"X-Extra-{index}", "1") for index in range(MANY))
    yield HttpMutation(id="hostile.header.many", why=f"there are {MANY} headers.", added=many, hostile=True)
    yield HttpMutation(id="hostile.body.slow", why="the body comes slowly.", pause=0.05, hostile=True)
