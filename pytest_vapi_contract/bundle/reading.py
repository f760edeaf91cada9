"""
Schema files -> a bundle. Every test session pays for this, so it imports little and reads one revision.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from .._json import Json, Object
from ..errors import BrokenBundle, UnknownRevision
from .keywords import at_references
from .value import Bundle, Erratum

MANIFEST = "manifest.json"
COMPONENTS = "components.json"
#: The version of the layout of the files.
LAYOUT = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas_directory() -> Path:
    """
    Where the shipped schemas are: in the package (a wheel), or beside it (a checkout).
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def revisions(directory: Path | None = None) -> tuple[str, ...]:
    """
    The revisions in a directory, oldest first. They are named after their dates, so this is their order.
    """
    return tuple(sorted(read_manifest(directory or schemas_directory())["revisions"]))


def read_bundle(revision: str | None = None, directory: Path | None = None) -> Bundle:
    """
    The bundle of a revision, or of the newest one.

    Raises `UnknownRevision`, or `BrokenBundle` if a file is missing or not what the manifest says.
    """
    folder = directory or schemas_directory()
    entries = read_manifest(folder)["revisions"]
    chosen = revision if revision is not None else max(entries, default="")
    if chosen not in entries:
        raise UnknownRevision(chosen, sorted(entries), folder)
    try:
        return _bundle(chosen, entries[chosen], folder / chosen)
    except (AttributeError, KeyError, TypeError) as error:
        why = f"the entry of {chosen!r} is not as it should be ({error!r})"
        raise BrokenBundle(folder / MANIFEST, why) from error


def read_manifest(directory: Path) -> Object:
    """
    The manifest of a directory.
    """
    path = directory / MANIFEST
    manifest = _parsed(path, _bytes(path))
    if not isinstance(manifest, dict) or not isinstance(manifest.get("revisions"), dict):
        raise BrokenBundle(path, "it lists no revisions")
    if manifest.get("layout") != LAYOUT:
        raise BrokenBundle(path, f"its layout is {manifest.get('layout')!r}, and {LAYOUT} is the one known")
    return manifest


def _bundle(revision: str, entry: Object, folder: Path) -> Bundle:
    files = {name: _verified(folder / name, digest) for name, digest in entry["files"].items()}
    return Bundle(
        revision=revision,
        messages={type: _message(files[name]) for type, name in entry["messages"].items()},
        components=files[COMPONENTS]["$defs"],
        replies=entry["replies"],
        errata=tuple(_erratum(erratum) for erratum in entry["errata"]),
        origin=entry["origin"],
    )


def _verified(path: Path, digest: str) -> Object:
    content = _bytes(path)
    if sha256(content).hexdigest() != digest:
        raise BrokenBundle(path, "its SHA-256 is not the one in the manifest")
    document = _parsed(path, content)
    if not isinstance(document, dict):
        raise BrokenBundle(path, "it holds no schema")
    return document


def _message(document: Object) -> Object:
    schema = {keyword: value for keyword, value in document.items() if keyword != "$schema"}
    return inward(schema)


def _erratum(entry: Object) -> Erratum:
    return Erratum(**entry | {"published": inward(entry["published"]), "meant": inward(entry["meant"])})


def inward(schema: Json) -> Json:
    """
    The schema with references as a bundle has them.
    """
    return at_references(schema, lambda reference: reference.removeprefix(COMPONENTS))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BrokenBundle(path, error.strerror or str(error)) from error


def _parsed(path: Path, content: bytes) -> Json:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BrokenBundle(path, f"it is not JSON ({error})") from error
