"""
Ids that production sends as UUIDs, though the schema allows any text.

A handler that takes nothing else is right for production: that it rejects other texts is a note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..cases.condition import MESSAGE, Path, value_at
from ..contract import Contract
from ..findings import Finding
from ..json_paths import Parsed, with_value
from .made_up_tools import FailsLikewise, decides

HINT = "the schema allows any text here, but production is known to send a UUID"
#: Types whose messages have what messages of any type may have: a call, an assistant, a turn.
SHOWING = ("status-update", "model-output")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def with_known_ids(finding: Finding, contract: Contract, fails: FailsLikewise) -> Finding:
    """The finding, as a note if valid messages fail only for texts where production has UUIDs."""
    if finding.is_note or finding.case.category != "conforming":
        return finding
    body = other = finding.case.body
    for path, uuid in _known(finding.case.type, contract).items():
        there = value_at(body, path)
        if isinstance(there, str) and not UUID.fullmatch(there):
            other = with_value(other, path, uuid)
    return replace(finding, severity="note", hint=HINT) if decides(fails, [body, other]) else finding


def _known(type: str, contract: Contract) -> dict[Path, str]:
    """Where production has UUIDs in a message of a type, with one for each place."""
    from ..samples import sample  # noqa: PLC0415 - a run that finds nothing makes no message

    types = [each for each in (type, *SHOWING) if each in contract.observed_types]
    messages = [sample(each, contract=contract, reading="observed", detail="rich") for each in types]
    return {path: uuid for message in messages for path, uuid in _uuids(message, (MESSAGE,))}


def _uuids(value: Parsed, path: Path) -> Iterator[tuple[Path, str]]:
    """The UUIDs in a value, with their paths."""
    if isinstance(value, str):
        if UUID.fullmatch(value):
            yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _uuids(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _uuids(part, (*path, index))
