"""
Requests that are unlike those that Vapi sends, around a body that conforms: faults above the contract.

They are data: which part of a request differs, and how. The sender builds the request.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..cases.case import Case
from ..cases.family import Family
from ..cases.http_change import HttpChange
from ..cases.http_framing import Framing
from ..json_paths import dumps

JSON = "application/json"
#: More than servers take: common limits are 8 KB for a line and 64 KB or 100 lines in all.
LONG_VALUE = "a" * 100_000
MANY = 500

METHODS = ("GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "VAPI")
CONTENT_TYPES: Mapping[str, str] = {
    "empty": "",
    "text": "text/plain",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data",
    "xml": "application/xml",
    "octets": "application/octet-stream",
    "charset": f"{JSON}; charset=utf-8",
    "utf-16": f"{JSON}; charset=utf-16",
    "unknown-charset": f"{JSON}; charset=no-such",
    "upper-case": "APPLICATION/JSON",
    "suffix": "application/cloudevents+json",
    "malformed": "json;;=;",
}
HEADERS: Mapping[Family, str] = {
    Family.HTTP_HEADER_EMPTY: "",
    Family.HTTP_HEADER_NON_ASCII: "caf\xe9",
    Family.HTTP_HEADER_UTF_8: "é".encode().decode("latin-1"),
    Family.HTTP_HEADER_HIGH_BYTES: "\xff\xfe\xfd",
    Family.HTTP_HEADER_TAB: "a\tb",
    Family.HTTP_HEADER_LONG: "a" * 7_000,
}
PATHS: Mapping[Family, str] = {
    Family.HTTP_PATH_SUFFIX: "{path}/more",
    Family.HTTP_PATH_SLASH: "{path}/",
    Family.HTTP_PATH_QUERY: "{path}?a=1&a=2&b",
    Family.HTTP_PATH_ODD_QUERY: "{path}?%00=%ff&&==",
    Family.HTTP_PATH_DOUBLE_SLASH: "/{path}",
    Family.HTTP_PATH_DOTS: "{path}/../{path}",
    Family.HTTP_PATH_PERCENT: "{path}/%zz",
    Family.HTTP_PATH_OTHER: "/no-such-path",
}


def http_mutations(type: str, body: Any, *, hostile: bool = False) -> tuple[Case, ...]:
    """List the changes to a request with a JSON body, or with one of bytes, in the same order each time."""
    raw = body if isinstance(body, bytes) else dumps(body).encode("utf-8", "surrogatepass")

    cases = [*_methods(), *_content_types(), *_encodings(raw), *_headers(), *_paths(), *_framings(len(raw))]
    cases += _hostile() if hostile else ()
    return tuple(replace(case, type=type, body=body if case.body is None else case.body) for case in cases)


def _case(
    family: Family, alter: HttpChange, *, name: str = "", body: bytes | None = None, value: str = ""
) -> Case:
    """A case whose type is not known yet, nor its body, if that is the usual one."""
    return Case(
        id=family.id_of(name),
        type="",
        body=body,
        category="http",
        family=family,
        facts={"value": value} if name else {},
        alter=alter,
    )


def _methods() -> Iterator[Case]:
    for method in METHODS:
        yield _case(Family.HTTP_METHOD, HttpChange(method=method), name=method, value=method)
    yield _case(Family.HTTP_METHOD_LOWER_CASE, HttpChange(method="post"))


def _content_types() -> Iterator[Case]:
    yield _case(Family.HTTP_CONTENT_TYPE_MISSING, HttpChange(without=("Content-Type",)))
    for name, value in CONTENT_TYPES.items():
        change = HttpChange(headers=(("Content-Type", value),))
        yield _case(Family.HTTP_CONTENT_TYPE, change, name=name, value=value)
    twice = (("Content-Type", JSON), ("Content-Type", "text/plain"))
    yield _case(Family.HTTP_CONTENT_TYPE_TWICE, HttpChange(headers=twice))


def _encodings(body: bytes) -> Iterator[Case]:
    for family, coding, content in (
        (Family.HTTP_ENCODING_GZIP_PLAIN, "gzip", body),
        (Family.HTTP_ENCODING_GZIP, "gzip", gzip.compress(body, mtime=0)),
        (Family.HTTP_ENCODING_GZIP_CUT, "gzip", gzip.compress(body, mtime=0)[:-8]),
        (Family.HTTP_ENCODING_DEFLATE_PLAIN, "deflate", body),
        (Family.HTTP_ENCODING_UNKNOWN, "no-such", body),
    ):
        yield _case(family, HttpChange(headers=(("Content-Encoding", coding),)), body=content)


def _headers() -> Iterator[Case]:
    for family, value in HEADERS.items():
        yield _case(family, HttpChange(headers=(("X-Call-Id", value),)))
    yield _case(Family.HTTP_HEADER_TWICE, HttpChange(headers=(("X-Call-Id", "one"), ("X-Call-Id", "two"))))
    yield _case(Family.HTTP_HEADER_MANY, HttpChange(added=_more(50)))
    yield _case(Family.HTTP_HEADER_ACCEPT_NOTHING, HttpChange(headers=(("Accept", "x/y;q=0"),)))


def _more(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"X-Extra-{index}", "1") for index in range(count))


def _paths() -> Iterator[Case]:
    for family, path in PATHS.items():
        yield _case(family, HttpChange(path=path))


def _framings(length: int) -> Iterator[Case]:
    for family, framing in (
        (Family.HTTP_BODY_CHUNKED, Framing(chunked=True)),
        (Family.HTTP_CONTENT_LENGTH_MISSING, Framing(content_length="")),
        (Family.HTTP_CONTENT_LENGTH_SHORT, Framing(content_length=str(length // 2))),
        (Family.HTTP_CONTENT_LENGTH_LONG, Framing(content_length=str(length + 100))),
        (Family.HTTP_CONTENT_LENGTH_NEGATIVE, Framing(content_length="-1")),
        (Family.HTTP_CONTENT_LENGTH_NO_NUMBER, Framing(content_length="many")),
        (Family.HTTP_BODY_HALF, Framing(sent=length // 2)),
        (Family.HTTP_BODY_NONE, Framing(sent=0)),
    ):
        yield _case(family, HttpChange(framing=framing))


def _hostile() -> Iterator[Case]:
    yield _case(Family.HOSTILE_HEADER_LONG, HttpChange(headers=(("X-Call-Id", LONG_VALUE),)))
    yield _case(Family.HOSTILE_HEADER_MANY, HttpChange(added=_more(MANY)))
    yield _case(Family.HOSTILE_BODY_SLOW, HttpChange(framing=Framing(pause=0.05)))
