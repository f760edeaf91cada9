"""Messages that belong together under other ids, so that a handler takes them for new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

from ..json_paths import Parsed

#: Properties that say what a message belongs to.
NAMES = frozenset({"id", "callId", "chatId", "sessionId", "toolCallId", "turnId"})


def with_fresh_ids(messages: Sequence[Any], random: Random) -> list[Any]:
    """The messages with another text for each id, the same in all of them."""
    ids = dict.fromkeys(id for message in messages for id in ids_in(message))
    fresh = {id: _uuid(random) for id in ids}
    return [_renamed(message, fresh) for message in messages]


def with_fresh_ends(values: Sequence[Any], random: Random) -> list[Any]:
    """The values with something behind each id that no other one has; one that is empty remains empty."""
    ids = dict.fromkeys(id for value in values for id in ids_in(value))
    fresh = {id: f"{id}{_uuid(random)}" if id else id for id in ids}
    return [_renamed(value, fresh) for value in values]


def _uuid(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def ids_in(value: Parsed) -> Iterator[str]:
    """The ids in a message."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in NAMES and isinstance(part, str):
                yield part
            yield from ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids_in(part)


def _renamed(value: Parsed, fresh: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(part, fresh) for part in value]
    if not isinstance(value, dict):
        return value
    is_id = {name for name, part in value.items() if name in NAMES and isinstance(part, str)}
    return {name: fresh[part] if name in is_id else _renamed(part, fresh) for name, part in value.items()}
