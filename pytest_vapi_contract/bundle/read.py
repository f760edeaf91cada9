"""Schema files -> a bundle. Every test session pays for this, so it imports little and reads one revision."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from ..errors import BrokenBundle, UnknownRevision
from ..json_paths import Json, Object, is_object
from .bundle import Bundle, Erratum
from .subschemas import at_references

MANIFEST = "manifest.json"
COMPONENTS = "components.json"
#: The version of the layout of the files.
LAYOUT = 1
#: The name in the manifest of where a revision is while it is being replaced; it may have moved since.
FOLDER = "folder"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


_PACKAGE = Path(__file__).resolve().parent.parent


def schemas_directory(package: Path = _PACKAGE) -> Path:
    """Where the shipped schemas are: in the package (a wheel), or beside it (a checkout)."""
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def revisions(directory: Path | None = None) -> tuple[str, ...]:
    """The revisions in a directory, oldest first; one without a date counts as older than any."""
    return _oldest_first(read_manifest(directory or schemas_directory()))


def read_bundle(revision: str | None = None, directory: Path | None = None) -> Bundle:
    """
    The bundle of a revision, or of the newest one.

    Raises `UnknownRevision`, or `BrokenBundle` if a file is missing or not what the manifest says.
    """
    folder = directory or schemas_directory()
    manifest = read_manifest(folder)
    known = _oldest_first(manifest)
    chosen = known[-1] if revision is None and known else revision
    if chosen not in known:
        raise UnknownRevision(revision, known, folder)
    try:
        entry = manifest["revisions"][chosen]
        aside = folder / entry.get(FOLDER, chosen)
        return _bundle(chosen, entry, aside if aside.exists() else folder / chosen)
    except (AttributeError, KeyError, TypeError) as error:
        why = f"the entry of {chosen!r} is malformed ({error!r})"
        raise BrokenBundle(folder / MANIFEST, why) from error


def _oldest_first(manifest: Object) -> tuple[str, ...]:
    entries: dict[str, Object] = manifest["revisions"]
    return tuple(sorted(entries, key=lambda name: (entries[name].get("date") or "", name)))


def read_manifest(directory: Path) -> Object:
    """The manifest of a directory."""
    path = directory / MANIFEST
    manifest = _parsed(path, _bytes(path))
    if not is_object(manifest) or manifest.get("layout") != LAYOUT:
        raise BrokenBundle(path, f"its layout is not {LAYOUT}, the supported one")
    entries = manifest.get("revisions")
    if not is_object(entries) or not all(is_object(entry) for entry in entries.values()):
        raise BrokenBundle(path, "it lists no revisions")
    return manifest


def _bundle(revision: str, entry: Object, folder: Path) -> Bundle:
    files = {name: _verified(folder / name, digest) for name, digest in entry["files"].items()}
    return Bundle(
        revision=revision,
        messages={type: _message(files[name]) for type, name in entry["messages"].items()},
        components=files[COMPONENTS]["$defs"],
        replies=dict(entry["replies"]),
        errata=tuple(_erratum(erratum) for erratum in entry["errata"]),
        origin=dict(entry["origin"]),
        warnings=tuple(entry.get("warnings", ())),
    )


def _verified(path: Path, digest: str) -> Object:
    content = _bytes(path)
    if sha256(content).hexdigest() != digest:
        raise BrokenBundle(path, "its SHA-256 differs from the manifest")
    document = _parsed(path, content)
    if not is_object(document):
        raise BrokenBundle(path, "it does not contain a schema")
    return document


def _message(document: Object) -> Object:
    schema: Object = _inward(document)
    return {keyword: value for keyword, value in schema.items() if keyword != "$schema"}


def _erratum(entry: Object) -> Erratum:
    return Erratum(**entry | {"published": _inward(entry["published"]), "meant": _inward(entry["meant"])})


def _inward(schema: Json) -> Json:
    """The schema with references as a bundle has them."""
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
