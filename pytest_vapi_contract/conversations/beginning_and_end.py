"""The phases around what is said: how a call comes about, and what is sent when it is over."""

from __future__ import annotations

from collections.abc import Iterator

from .cue import Between, Cue, Phase
from .plan import CallPlan

#: Why a call ended that the webhook did not take.
REFUSED = "assistant-request-returned-error"
RECORDINGS = ("recording-mono", "recording-stereo")


def ringing(plan: CallPlan, between: Between) -> Phase:
    """The call comes about, if it takes more than that it is there."""
    cues = tuple(_ringing(plan, between))
    return Phase(cues, cues[-1].at + 1 if cues else 0)


def opening(start: int, between: Between) -> Phase:
    """The call gets in progress."""
    at = max(0, start - 1) + between(700, 2600)
    progress = Cue(at, "status-update", {"status": "in-progress"})
    started = Cue(at + between(2, 30), "assistant.started")
    return Phase((progress, started), at + between(300, 900))


def refusal(start: int, between: Between) -> Phase:
    """The webhook does not take the call: it is over before it is in progress."""
    ended = start + between(300, 1800)
    reason = {"endedReason": REFUSED}
    status = Cue(ended, "status-update", {"status": "ended", **reason})
    report = Cue(ended + between(2500, 9000), "end-of-call-report", reason)
    return Phase((status, report), report.at)


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
