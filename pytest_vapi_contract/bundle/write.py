"""
A bundle -> schema files. All or nothing: whatever goes wrong, what was there before still is.

A revision that is there already is replaced in steps, and the directory is whole after each: a process
that is killed between two of them leaves the old revision, or the new one. Imports into one directory wait
for each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from ..errors import BundleNotWritten
from ..json_paths import Json, Object
from .bundle import Bundle, Erratum
from .read import COMPONENTS, DIALECT, FOLDER, LAYOUT, MANIFEST, read_manifest
from .subschemas import at_references

if TYPE_CHECKING:
    from filelock import FileLock

#: Stands for an erratum while the manifest is laid out.
_LINE = "(an erratum)"
#: How the names begin of what is only there while an import is under way.
STAGE, ASIDE = ".import-", ".new-"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def write_bundle(bundle: Bundle, directory: Path) -> None:
    """
    Write the files of a bundle into a directory of revisions, and list it in the manifest there.

    The same bundle written again changes no byte. Raises `BundleNotWritten`, or `BrokenBundle` if the
    manifest that is there cannot be read.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _alone_in(directory):
            _write_alone(bundle, directory)
    except OSError as error:
        raise BundleNotWritten(directory, error.strerror or str(error)) from error


def _alone_in(directory: Path) -> FileLock:
    """The lock of a directory. It is kept elsewhere, for the file of a lock stays."""
    from filelock import FileLock  # noqa: PLC0415 - it takes long, and only an import needs it

    name = sha256(str(directory.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return FileLock(Path(gettempdir()) / f"vapi-contract-{name}.lock")


def _write_alone(bundle: Bundle, directory: Path) -> None:
    files = _files(bundle)
    manifest = _manifest(directory)
    entry = _entry(bundle, files)
    manifest["revisions"] = dict(sorted((manifest["revisions"] | {bundle.revision: entry}).items()))
    _remove_leftovers(directory, manifest)
    with TemporaryDirectory(prefix=STAGE, dir=directory) as stage:
        _write(Path(stage) / bundle.revision, files)
        (Path(stage) / MANIFEST).write_bytes(_manifest_text(manifest))
        if (directory / bundle.revision).exists():
            entry[FOLDER] = f"{ASIDE}{bundle.revision}"
            (Path(stage) / ASIDE).write_bytes(_manifest_text(manifest))
            _replace(Path(stage), directory, bundle.revision)
        else:
            _take_place(Path(stage), directory, bundle.revision)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _remove_leftovers(directory: Path, manifest: Object) -> None:
    """Remove what imports that were killed have left."""
    used = {entry.get(FOLDER) for entry in manifest["revisions"].values()}
    for left in (*directory.glob(f"{STAGE}*"), *directory.glob(f"{ASIDE}*")):
        if left.name not in used:
            rmtree(left, ignore_errors=True)


def _take_place(stage: Path, directory: Path, revision: str) -> None:
    """Put a new revision where it belongs, and then its manifest, or neither."""
    place = directory / revision
    (stage / revision).rename(place)
    try:
        (stage / MANIFEST).replace(directory / MANIFEST)
    except BaseException:
        place.rename(stage / revision)
        raise


def _replace(stage: Path, directory: Path, revision: str) -> None:
    """Put a revision beside the old one, have the manifest point there, and then move it to the place."""
    place, aside, before = directory / revision, directory / f"{ASIDE}{revision}", stage / "before"
    copyfile(directory / MANIFEST, before)
    (stage / revision).rename(aside)
    try:
        (stage / ASIDE).replace(directory / MANIFEST)  # from now on it is the new one
        place.rename(stage / "old")
        aside.rename(place)
        (stage / MANIFEST).replace(directory / MANIFEST)
    except BaseException:
        if aside.exists():
            aside.rename(stage / revision)
        else:
            place.rename(stage / revision)
        if not place.exists():
            (stage / "old").rename(place)
        before.replace(directory / MANIFEST)
        raise


def _files(bundle: Bundle) -> dict[str, bytes]:
    messages = {
        f"{type}.json": _json({"$schema": DIALECT} | _outward(schema))
        for type, schema in bundle.messages.items()
    }
    return {COMPONENTS: _components(bundle.components)} | messages


def _entry(bundle: Bundle, files: Mapping[str, bytes]) -> Object:
    return {
        "date": next(
            (name for name in (bundle.origin.get("version", ""), bundle.revision) if DATE.fullmatch(name)),
            None,
        ),
        "origin": dict(bundle.origin),
        **({"warnings": list(bundle.warnings)} if bundle.warnings else {}),
        "files": {name: sha256(files[name]).hexdigest() for name in sorted(files)},
        "messages": {type: f"{type}.json" for type in sorted(bundle.messages)},
        "replies": dict(sorted(bundle.replies.items())),
        "errata": [_erratum(erratum) for erratum in bundle.errata],
    }


def _erratum(erratum: Erratum) -> Object:
    entry = asdict(erratum)
    return entry | {"published": _outward(entry["published"]), "meant": _outward(entry["meant"])}


def _outward(schema: Json) -> Json:
    return at_references(schema, lambda reference: COMPONENTS + reference)


def _json(value: Json) -> bytes:
    return (json.dumps(value, indent=2, allow_nan=False) + "\n").encode()


def _manifest_text(manifest: Object) -> bytes:
    """The manifest with one erratum in each line."""
    errata = [erratum for entry in manifest["revisions"].values() for erratum in entry["errata"]]
    lines = iter(errata)
    short = {
        name: entry | {"errata": [_LINE for _ in entry["errata"]]}
        for name, entry in manifest["revisions"].items()
    }
    text = json.dumps(manifest | {"revisions": short}, indent=2, allow_nan=False) + "\n"
    head, *parts = text.split(f'"{_LINE}"')
    return (head + "".join(_ascii(next(lines)) + part for part in parts)).encode()


def _components(components: Mapping[str, Object]) -> bytes:
    """One component in each line: small to read, and a difference of two revisions names its component."""
    lines = (f"{json.dumps(name)}: {_ascii(schema)}" for name, schema in sorted(components.items()))
    body = ",\n".join(lines)
    return f'{{"$schema": "{DIALECT}", "$defs": {{\n{body}\n}}}}\n'.encode()


def _ascii(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _manifest(directory: Path) -> Object:
    if not (directory / MANIFEST).exists():
        return {"layout": LAYOUT, "revisions": {}}
    return read_manifest(directory)
