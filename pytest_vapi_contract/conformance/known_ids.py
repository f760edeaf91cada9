"""
Ids that production sends as UUIDs, though the schema allows any text.

A handler that takes nothing else is right for production: that it rejects other texts is a note.
"""

import re
from dataclasses import replace
from functools import lru_cache

from ..cases.condition import Path, paths_of, value_at
from ..contract import Contract
from ..findings import Finding
from ..json_paths import with_value
from ..wire_envelope import envelope
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


@lru_cache(maxsize=64)
def _known(type: str, contract: Contract) -> dict[Path, str]:
    """Where production has UUIDs in a message of a type, with one for each place."""
    from ..samples import sample  # noqa: PLC0415 - a run that finds nothing makes no message

    types = [each for each in (type, *SHOWING) if each in contract.observed_types]
    messages = [sample(each, contract=contract, reading="observed", detail="rich") for each in types]
    bodies = map(envelope, messages)
    found = ((path, value_at(body, path)) for body in bodies for path in paths_of(body))
    return {path: value for path, value in found if isinstance(value, str) and UUID.fullmatch(value)}
