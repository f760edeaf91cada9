"""Databases of Hypothesis by name: a directory, a Redis server, or the artifacts of a GitHub repository."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadOption
from ..option_errors import is_collection

if TYPE_CHECKING:  # at run time a run without a database does without Hypothesis
    from hypothesis.database import ExampleDatabase

    #: What names a database, or is one; of several, all are read and written.
    DatabaseSource = str | Path | ExampleDatabase | Sequence[str | Path | ExampleDatabase]

#: How the name of a repository begins, and what it is; how the URL of a Redis server begins.
GITHUB, REPOSITORY, REDIS = "github:", re.compile(r"([\w.-]+)/([\w.-]+)"), re.compile(r"rediss?://")
ADVICE = "It must be a directory, 'redis://HOST', 'github:OWNER/REPOSITORY' or a database of Hypothesis."
#: Seconds after which a Redis server is given up.
PATIENCE = 5.0
#: What a database can do.
METHODS = ("fetch", "save", "delete", "move")


def is_database_source(value: object) -> bool:
    """Whether a value names a database or is one, or is a list of such."""
    return len(_each(value)) > 0 and all(map(_is_one, _each(value)))


def database_of(source: DatabaseSource) -> ExampleDatabase:
    """The database that a source names. Raises `BadOption`."""
    from hypothesis.database import MultiplexedDatabase  # noqa: PLC0415 - only a run with a database needs it

    databases = [_one(each) for each in _each(source)]
    return databases[0] if len(databases) == 1 else MultiplexedDatabase(*databases)


def _each(source: object) -> list[Any]:
    return list(source) if not isinstance(source, str) and is_collection(source) else [source]


def _is_one(value: Any) -> bool:
    if isinstance(value, str):
        return value != ""
    return isinstance(value, Path) or all(hasattr(value, each) for each in METHODS)


def _one(source: str | Path | ExampleDatabase) -> ExampleDatabase:
    if not isinstance(source, str | Path):
        return source
    name = str(source)
    if name.startswith(GITHUB):
        return _github(name.removeprefix(GITHUB))
    if REDIS.match(name):
        return _redis(name)
    if "://" in name:
        raise BadOption("database", ..., ADVICE)
    from hypothesis.database import DirectoryBasedExampleDatabase  # noqa: PLC0415 - as above

    return DirectoryBasedExampleDatabase(Path(name).absolute())  # a handler may change the directory


def _github(repository: str) -> ExampleDatabase:
    """The artifacts of a repository: they are only read."""
    from hypothesis.database import GitHubArtifactDatabase, ReadOnlyDatabase  # noqa: PLC0415 - as above

    named = REPOSITORY.fullmatch(repository)
    if named is None:
        raise BadOption("database", f"{GITHUB}{repository}", "The repository must be OWNER/NAME.")
    return ReadOnlyDatabase(GitHubArtifactDatabase(named[1], named[2]))


def _redis(url: str) -> ExampleDatabase:
    if find_spec("redis") is None:
        advice = "Redis is not installed here: pip install 'pytest-vapi-contract[redis]'."
        raise BadOption("database", ..., advice)
    server, extra = import_module("redis"), import_module("hypothesis.extra.redis")
    try:
        client = server.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    except ValueError as error:
        raise BadOption("database", ..., ADVICE) from error
    database: ExampleDatabase = extra.RedisExampleDatabase(client)
    return database
