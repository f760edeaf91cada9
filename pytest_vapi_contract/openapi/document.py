"""A file -> an OpenAPI document that is safe to walk."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import isfinite
from os import PathLike
from pathlib import Path

from ..errors import BadSchema, DocumentTooDeep, DocumentTooLarge, NotJson, NotOpenApi, UnreadableDocument
from ..errors.base import shortened
from ..json_paths import Json, Object, dumps, is_list, is_object
from ..masking.plain_text import on_one_line, plain

#: The document that Vapi publishes has 3 MB.
LARGEST = 20_000_000
#: The deepest schema published so far has 12 levels. Python's own limit is about 1,000.
DEEPEST = 100


#: A document that is not in a file, as errors call it.
GIVEN = "The document"
Name = Path | str


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something that is read otherwise than it is written."""

    at: str
    what: str  #: What is written, with its value: "`required` is false".
    read: str  #: How it is read: "`required` is left out".


@dataclass(frozen=True, kw_only=True)
class Document:
    """An OpenAPI document as far as the import needs it."""

    dialect: str  #: "3.0" or "3.1".
    schemas: Mapping[str, Object]  #: The components.
    origin: Mapping[str, str]  #: Title, version and SHA-256.
    #: Name -> a part of a component that a reference leads into, which is a component of its own in a bundle.
    parts: dict[str, Object] = field(default_factory=dict[str, Object], compare=False)
    #: What the import notes on its way.
    notes: list[Note] = field(default_factory=list["Note"], compare=False)
    #: Keyword -> how many values its places have so far.
    counts: Counter[str] = field(default_factory=Counter[str], compare=False)

    def note(self, at: str, what: str, read: str) -> None:
        """Keep that something at a place is read otherwise than it is written."""
        self.notes.append(Note(at=at, what=what, read=read))

    def warnings(self) -> tuple[str, ...]:
        """The notes as sentences, each once, with its first place."""
        places: dict[tuple[str, str], list[str]] = {}
        for note in self.notes:
            places.setdefault((note.what, note.read), []).append(note.at)
        return tuple(_sentence(what, read, list(dict.fromkeys(at))) for (what, read), at in places.items())


def _sentence(what: str, read: str, places: Sequence[str]) -> str:
    others = len(places) - 1
    more = f" and {others:,} more place{'s' if others > 1 else ''}" if others else ""
    return on_one_line(plain(f"{places[0]}{more}: {what}; {read}."))


def read_document(source: Path | str | Mapping[str, Json]) -> Document:
    """An OpenAPI document, from a file or as it is."""
    path, content = _text_of(source)
    document = _parsed(path, content)
    if not is_object(document):
        raise NotOpenApi(path, "it is not a JSON object")
    return Document(
        dialect=_dialect(path, document),
        schemas=_schemas(path, document),
        origin=_origin(document) | {"sha256": sha256(content).hexdigest()},
    )


def _text_of(source: Path | str | Mapping[str, Json]) -> tuple[Name, bytes]:
    """The text of a document, and how errors call it."""
    if isinstance(source, Mapping):
        return GIVEN, _written(source)
    if not isinstance(source, str | PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]  whatever users pass
        raise UnreadableDocument(shortened(repr(source)), "it is neither a path nor a dictionary")
    path = Path(source)
    return path, _content(path)


def _written(document: Mapping[str, Json]) -> bytes:
    try:
        content = dumps(dict(document)).encode("utf-8", "surrogatepass")
    except RecursionError as error:
        raise DocumentTooDeep(GIVEN, DEEPEST) from error
    except (TypeError, ValueError) as error:
        raise NotJson(GIVEN, str(error)) from error
    if len(content) > LARGEST:
        raise DocumentTooLarge(GIVEN, len(content), LARGEST)
    return content


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument(path, "it is a directory")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise DocumentTooLarge(path, max(len(content), path.stat().st_size), LARGEST)
    except OSError as error:
        raise UnreadableDocument(path, error.strerror or str(error)) from error
    except ValueError as error:  # a null character
        raise UnreadableDocument(path, str(error)) from error
    return content


def _parsed(path: Name, content: bytes) -> Json:
    try:
        document = json.loads(content, parse_constant=_finite, parse_float=_finite, parse_int=_whole)
    except RecursionError as error:
        raise DocumentTooDeep(path, DEEPEST) from error
    except ValueError as error:
        raise NotJson(path, str(error)) from error
    if _deeper_than(DEEPEST, document):
        raise DocumentTooDeep(path, DEEPEST)
    if not _is_text_throughout(document):
        raise NotJson(path, "it contains half of a surrogate pair")
    return document


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is not a JSON number")
    return number


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > sys.float_info.max:
        raise ValueError(f"{shortened(text)} is larger than any number that most programs can read")
    return number


def _is_text_throughout(document: Json) -> bool:
    try:
        dumps(document).encode()
    except UnicodeEncodeError:
        return False
    return True


def _deeper_than(limit: int, value: Json) -> bool:
    level = [value]
    for _ in range(limit + 1):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: Json) -> Iterator[Json]:
    if is_object(value):
        yield from value.values()
    elif is_list(value):
        yield from value


def _dialect(path: Name, document: Object) -> str:
    if "swagger" in document:
        raise NotOpenApi(path, f"it is Swagger {document['swagger']}, which must be converted first")
    version = document.get("openapi")
    if not isinstance(version, str):
        raise NotOpenApi(path, "the version at 'openapi' is missing")
    dialect = ".".join(version.split(".")[:2])
    if dialect not in {"3.0", "3.1"}:
        raise NotOpenApi(path, f"its version is {version!r}")
    return dialect


def _schemas(path: Name, document: Object) -> Mapping[str, Object]:
    components = document.get("components")
    schemas = components.get("schemas") if is_object(components) else None
    if not is_object(schemas):
        raise NotOpenApi(path, "the schemas at 'components.schemas' are missing")
    for name, schema in schemas.items():
        if not is_object(schema):
            raise BadSchema(name, "it is not an object")
    return schemas


def _origin(document: Object) -> dict[str, str]:
    info = document.get("info")
    named = info if is_object(info) else {}
    return {key: str(named.get(key, "")) for key in ("title", "version")}
