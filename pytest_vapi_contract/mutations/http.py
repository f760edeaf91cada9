"""
Requests that are unlike those that Vapi sends, around a body that conforms: faults above the contract.

They are data: which part of a request differs, and how. Whoever delivers them builds the request.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ..cases.case import Case
from ..cases.family import Family
from ..cases.http_change import HttpChange
from ..cases.http_framing import Framing
from ..json_paths import dumps

JSON = "application/json"
#: More than servers take: common limits are 8 KB for a line and 64 KB or 100 lines in all.
LONG_VALUE = "a" * 100_000
MANY = 500

Changes: TypeAlias = Iterator[tuple[Family, HttpChange]]

METHODS: Mapping[Family, str] = {
    Family.HTTP_METHOD_GET: "GET",
    Family.HTTP_METHOD_PUT: "PUT",
    Family.HTTP_METHOD_PATCH: "PATCH",
    Family.HTTP_METHOD_DELETE: "DELETE",
    Family.HTTP_METHOD_OPTIONS: "OPTIONS",
    Family.HTTP_METHOD_HEAD: "HEAD",
    Family.HTTP_METHOD_VAPI: "VAPI",
    Family.HTTP_METHOD_LOWER_CASE: "post",
}
CONTENT_TYPES: Mapping[Family, str] = {
    Family.HTTP_CONTENT_TYPE_EMPTY: "",
    Family.HTTP_CONTENT_TYPE_TEXT: "text/plain",
    Family.HTTP_CONTENT_TYPE_FORM: "application/x-www-form-urlencoded",
    Family.HTTP_CONTENT_TYPE_MULTIPART: "multipart/form-data",
    Family.HTTP_CONTENT_TYPE_XML: "application/xml",
    Family.HTTP_CONTENT_TYPE_OCTETS: "application/octet-stream",
    Family.HTTP_CONTENT_TYPE_CHARSET: f"{JSON}; charset=utf-8",
    Family.HTTP_CONTENT_TYPE_UTF_16: f"{JSON}; charset=utf-16",
    Family.HTTP_CONTENT_TYPE_UNKNOWN_CHARSET: f"{JSON}; charset=no-such",
    Family.HTTP_CONTENT_TYPE_UPPER_CASE: "APPLICATION/JSON",
    Family.HTTP_CONTENT_TYPE_SUFFIX: "application/cloudevents+json",
    Family.HTTP_CONTENT_TYPE_MALFORMED: "json;;=;",
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
    """
    List the changes to a request with a JSON body, or with one of bytes, in the same order each time.
    """
    raw = body if isinstance(body, bytes) else dumps(body).encode("utf-8", "surrogatepass")

    def case(family: Family, alter: HttpChange, sent: Any = body) -> Case:
        return Case(id=family.id, type=type, body=sent, category="http", family=family, alter=alter)

    return (
        *(case(family, change) for family, change in (*_methods(), *_content_types())),
        *(case(family, change, sent) for family, change, sent in _encodings(raw)),
        *(case(family, change) for family, change in (*_headers(), *_paths(), *_framings(len(raw)))),
        *(case(family, change) for family, change in _hostile() if hostile),
    )


def _methods() -> Changes:
    for family, method in METHODS.items():
        yield family, HttpChange(method=method)


def _content_types() -> Changes:
    yield Family.HTTP_CONTENT_TYPE_MISSING, HttpChange(without=("Content-Type",))
    for family, value in CONTENT_TYPES.items():
        yield family, HttpChange(headers=(("Content-Type", value),))
    twice = (("Content-Type", JSON), ("Content-Type", "text/plain"))
    yield Family.HTTP_CONTENT_TYPE_TWICE, HttpChange(headers=twice)


def _encodings(body: bytes) -> Iterator[tuple[Family, HttpChange, bytes]]:
    for family, coding, content in (
        (Family.HTTP_ENCODING_GZIP_PLAIN, "gzip", body),
        (Family.HTTP_ENCODING_GZIP, "gzip", gzip.compress(body, mtime=0)),
        (Family.HTTP_ENCODING_GZIP_CUT, "gzip", gzip.compress(body, mtime=0)[:-8]),
        (Family.HTTP_ENCODING_DEFLATE_PLAIN, "deflate", body),
        (Family.HTTP_ENCODING_UNKNOWN, "no-such", body),
    ):
        yield family, HttpChange(headers=(("Content-Encoding", coding),)), content


def _headers() -> Changes:
    for family, value in HEADERS.items():
        yield family, HttpChange(headers=(("X-Call-Id", value),))
    yield Family.HTTP_HEADER_TWICE, HttpChange(headers=(("X-Call-Id", "one"), ("X-Call-Id", "two")))
    yield Family.HTTP_HEADER_MANY, HttpChange(added=_more(50))
    yield Family.HTTP_HEADER_ACCEPT_NOTHING, HttpChange(headers=(("Accept", "x/y;q=0"),))


def _more(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"X-Extra-{index}", "1") for index in range(count))


def _paths() -> Changes:
    for family, path in PATHS.items():
        yield family, HttpChange(path=path)


def _framings(length: int) -> Changes:
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
        yield family, HttpChange(framing=framing)


def _hostile() -> Changes:
    yield Family.HOSTILE_HEADER_LONG, HttpChange(headers=(("X-Call-Id", LONG_VALUE),))
    yield Family.HOSTILE_HEADER_MANY, HttpChange(added=_more(MANY))
    yield Family.HOSTILE_BODY_SLOW, HttpChange(framing=Framing(pause=0.05))
