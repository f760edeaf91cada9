"""What prepared cases depend on, as one text: the name of the file that has them."""

import json
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ...bundle import Bundle

#: The version of the layout of the file.
LAYOUT = 1
#: The libraries that have a part in what is generated, or in what is proven of it.
LIBRARIES = ("faker", "hypothesis", "hypothesis-jsonschema", "jsonschema-rs")
#: The folder of schema files: it is in the package, or beside it (`bundle.schemas_directory`).
SCHEMAS = "schemas"
PACKAGE = Path(__file__).resolve().parents[2]
#: Characters of a digest that are in the name of a file.
DIGITS = 32


def cache_key(bundle: Bundle) -> str:
    """
    A digest of all that prepared cases depend on beside the seed.

    That is the bundle, every file of this package, so that an edit counts, and the versions of Python and of
    the libraries.
    """
    return _digest(shipped_key(bundle), *_versions())


def shipped_key(bundle: Bundle) -> str:
    """
    The same without the versions, for cases that were made when the package was built.

    With other versions, other cases would be made. Those that were made remain what they are: what a case
    says of its message follows from the bundle, and was proven then.
    """
    return _digest(str(LAYOUT), _of_bundle(bundle), of_package(PACKAGE))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]


def _of_bundle(bundle: Bundle) -> str:
    errata = [vars(erratum) for erratum in bundle.errata]
    content = [bundle.revision, bundle.messages, bundle.components, bundle.replies, errata]
    return sha256(json.dumps(content).encode()).hexdigest()


@cache
def of_package(package: Path) -> str:
    """A digest of the files of a package, code and data, but for the schemas: a bundle has them."""
    digest = sha256()
    for path in _files(package):
        digest.update(str(path.relative_to(package)).encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(package: Path) -> Iterator[Path]:
    for path in sorted(package.iterdir()):
        if path.is_dir():
            yield from _files(path) if path.name != SCHEMAS else ()
        elif path.suffix in (".py", ".json"):
            yield path


def _versions() -> Iterator[str]:
    yield f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} of no version"
