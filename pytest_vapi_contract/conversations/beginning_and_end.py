"""The phases around what is said: how a call comes about, and what is sent when it is over."""

from __future__ import annotations

from collections.abc import Iterator

from .cue import Between, Cue, Phase
from .plan import CallPlan

RECORDINGS = ("recording-mono", "recording-stereo")


def opening(plan: CallPlan, between: Between) -> Phase:
    """The call comes about, until it is in progress."""
    cues = tuple(_ringing(plan, between))
    start = (cues[-1].at if cues else 0) + between(700, 2600)
    progress = Cue(start, "status-update", {"status": "in-progress"})
    started = Cue(start + between(2, 30), "assistant.started")
    return Phase((*cues, progress, started), start + between(300, 900))


def _ringing(plan: CallPlan, between: Between) -> Iterator[Cue]:
    if plan.scenario == "inbound":
        yield Cue(between(20, 80), "assistant-request")
    if plan.scenario == "outbound":
        yield Cue(between(20, 80), "status-update", {"status": "queued"})
        yield Cue(between(400, 1500), "status-update", {"status": "ringing"})


def ending(plan: CallPlan, start: int, between: Between) -> Phase:
    """The call is over: its status says so, and seconds later its report and its recordings follow."""
    asked = tuple(_transferred(plan, start, between))
    ended = (asked[-1].at if asked else start) + between(300, 1800)
    reported = ended + between(2500, 9000)
    uploaded = reported + between(400, 2000)
    uploads = tuple(
        Cue(uploaded + 700 * number, "call.artifact.upload", {"artifacts": [{"type": name, "success": True}]})
        for number, name in enumerate(RECORDINGS)
    )
    status = Cue(ended, "status-update", {"status": "ended", "endedReason": plan.ended_reason})
    return Phase((*asked, status, Cue(reported, "end-of-call-report"), *uploads), uploads[-1].at)


def _transferred(plan: CallPlan, start: int, between: Between) -> Iterator[Cue]:
    """Ask where the call is to go, and tell that it goes there; only a phone can be forwarded."""
    if not plan.has_transfer_request:
        return
    if plan.scenario == "web":
        yield Cue(start + between(300, 800), "handoff-destination-request", {"parameters": {}})
        return
    yield Cue(start + between(300, 800), "transfer-destination-request")
    yield Cue(start + between(1000, 1500), "status-update", {"status": "forwarding"})
