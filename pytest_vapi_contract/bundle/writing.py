"""
A bundle -> schema files. All or nothing: whatever goes wrong, what was there before still is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from .._json import Json, Object
from ..errors import BundleNotWritten
from .keywords import at_references
from .reading import COMPONENTS, DIALECT, LAYOUT, MANIFEST, read_manifest
from .value import Bundle, Erratum


def write_bundle(bundle: Bundle, directory: Path) -> None:
    """
    Write the files of a bundle into a directory of revisions, and list it in the manifest there.

    The same bundle written again changes no byte. Raises `BundleNotWritten`.
    """
    files = _files(bundle)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        manifest = _manifest(directory)
        manifest["revisions"][bundle.revision] = _entry(bundle, files)
        with _replaced(directory / bundle.revision) as folder:
            for name, content in files.items():
                (folder / name).write_bytes(content)
        _replace_file(directory / MANIFEST, _json(manifest))
    except OSError as error:
        raise BundleNotWritten(directory, error.strerror or str(error)) from error


def _files(bundle: Bundle) -> dict[str, bytes]:
    messages = {
        f"{type}.json": _json({"$schema": DIALECT} | _outward(schema)) for type, schema in bundle.messages.items()
    }
    return {COMPONENTS: _components(bundle.components)} | messages


def _entry(bundle: Bundle, files: Mapping[str, bytes]) -> Object:
    return {
        "origin": dict(bundle.origin),
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


def _components(components: Mapping[str, Object]) -> bytes:
    """
    One component in each line: small to read, and a difference between two revisions names its component.
    """
    lines = (f"{json.dumps(name)}: {_ascii(schema)}" for name, schema in sorted(components.items()))
    body = ",\n".join(lines)
    return f'{{"$schema": "{DIALECT}", "$defs": {{\n{body}\n}}}}\n'.encode()


def _ascii(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _manifest(directory: Path) -> Object:
    if not (directory / MANIFEST).exists():
        return {"layout": LAYOUT, "revisions": {}}
    return read_manifest(directory)


@contextmanager
def _replaced(folder: Path) -> Iterator[Path]:
    """
    A directory to write into that takes the place of another one when all is written.
    """
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    old = fresh.with_name(f"{fresh.name}-old")
    try:
        yield fresh
        fresh.chmod(0o755)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _replace_file(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
