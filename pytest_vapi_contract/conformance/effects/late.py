"""
Effects that a worker was late with, and that are not those of the request after which they were seen.

A handler may well write after its reply. Then what it writes for one message may show with the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...findings import Finding
from ..budget import CONFIRMED_EFFECTS, TRIED_EFFECTS
from ..sender import NoTimeLeft, Sender
from .play import EffectPlayer

#: The checks that compare the state before and after one request.
OF_ONE_REQUEST = frozenset({"side-effects", "redelivery"})


def without_late_effects(sender: Sender, failing: Sequence[Finding]) -> list[Finding]:
    """
    Return the failures with one cause that are seen again when nothing else goes on.

    If the first ones are, so are the others. Without a `reset` nobody can tell: then all are kept.
    """
    first = failing[0]
    if sender.reset is None or first.check not in OF_ONE_REQUEST or first.cause[0] != "effect":
        return list(failing)
    tried = [finding for finding in failing[:CONFIRMED_EFFECTS] if _is_seen_again(sender, finding)]
    if len(tried) == len(failing[:CONFIRMED_EFFECTS]):
        return list(failing)
    later = failing[CONFIRMED_EFFECTS:TRIED_EFFECTS]
    return [*tried, *(finding for finding in later if _is_seen_again(sender, finding))]


def _is_seen_again(sender: Sender, finding: Finding) -> bool:
    """Whether the request has the effect in a quiet moment; if there is no time to see, it counts."""
    try:
        return sender.left <= 0 or _has_effect(sender, finding)
    except NoTimeLeft:
        return True


def _has_effect(sender: Sender, finding: Finding) -> bool:
    """The same; raises `NoTimeLeft` where there is none."""
    player, request = EffectPlayer(sender=sender), finding.exchange.request
    player.state_later()  # what is still to be written for earlier requests comes before the reset
    sender.renew()
    before = player.final_state()
    if finding.check == "redelivery":
        sender.put(request, finding.type)
        before = player.state_later()
    if sender.put(request, finding.type) is None:
        raise NoTimeLeft
    return player.changes_late(before)
