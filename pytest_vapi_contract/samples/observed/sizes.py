"""How much of a conversation a message of a type has behind it, so that its size is that of captures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from ...detail_names import DetailName
from ...realism.sample_size import DETAILS, SampleDetail

#: How many entries a dialogue has, at the least and at the most.
Entries: TypeAlias = Mapping[DetailName, tuple[int, int]]

WRITTEN = ("session.", "chat.", "campaign.")  # messages of what is not a call
#: How many sentences of its own the prompt of the assistant has: the same in all messages of a call.
RULES: Mapping[DetailName, int] = {"minimal": 1, "typical": 4, "rich": 4}
#: Where nothing is said for a type: 8 to 18 KB.
DURING: Entries = {"minimal": (6, 7), "typical": (7, 9), "rich": (13, 13)}
#: What is sent before anybody has spoken.
BEFORE: Entries = {"minimal": (0, 0), "typical": (0, 0), "rich": (0, 0)}
#: Up to 9 KB: a status update that tells that a call is over is about a short one.
STATUS: Entries = {"minimal": (0, 0), "typical": (1, 2), "rich": (2, 2)}
#: Up to 21 KB; the last entry is the call of a tool, which may come a little later.
TOOLS: Entries = {"minimal": (5, 5), "typical": (6, 8), "rich": (13, 13)}
#: The dialogue is there a second time.
TWICE: Entries = {"minimal": (2, 4), "typical": (6, 9), "rich": (14, 16)}
#: From 9 KB to above the 100 KB at which many servers stop reading.
REPORT: Entries = {"minimal": (2, 2), "typical": (20, 36), "rich": (72, 78)}
ENTRIES: Mapping[str, Entries] = {
    "assistant-request": BEFORE,
    "assistant.started": BEFORE,
    "call.endpointing.request": TWICE,
    "conversation-update": TWICE,
    "end-of-call-report": REPORT,
    "knowledge-base-request": TWICE,
    "status-update": STATUS,
    "tool-calls": TOOLS,
}


@lru_cache(maxsize=256)
def detail_of(type: str, detail: DetailName) -> SampleDetail:
    """Say how much a message holds that has such a dialogue; what no call decides is as in a typical one."""
    if type.startswith(WRITTEN):
        return DETAILS[detail]
    drawn = DETAILS["minimal" if detail == "minimal" else "typical"]
    return replace(drawn, turns=ENTRIES.get(type, DURING)[detail])
