"""The same message twice: Vapi sends it again without a 2xx in time, and the handler has processed it."""

from collections.abc import Iterable
from dataclasses import replace

from ..case_sources.requests import request_to
from ..cases.case import Case
from ..cases.family import Family
from ..findings.outcome import accepted
from ..json_paths import Object, is_object
from .budget import REDELIVERED
from .sender import Judge, Sender


def twice(sender: Sender, cases: Iterable[Case], judge: Judge, most: int = REDELIVERED) -> None:
    """Deliver a few messages that are accepted once more, byte for byte."""
    done = 0
    for case in cases:
        if done == most:
            return
        request = request_to(sender.handler, case)
        first = sender.deliver(request, case.type)
        if first is None or first.timed_out:
            return
        if not accepted(first):
            continue
        once = sender.snapshot()
        second = sender.put(request, case.type)
        if second is None or once is None:
            return
        again = replace(case, category="redelivery", family=Family.REDELIVERY)
        judge(again, second, sender.effect_since(once))
        done += 1


def can_be_known(case: Case) -> bool:
    """
    Whether a message can be told from the next of its kind: it has a time, and the id of what it is about.

    Vapi sends no id of the delivery. Without these two a handler cannot know that it has seen the message. Of
    tokens it never can: two of one turn may have the same text and the same time.
    """
    return is_recognisable(case.body["message"])


def is_recognisable(message: Object) -> bool:
    """The same for a message without its envelope."""
    named = (value for value in message.values() if is_object(value))
    is_token = message.get("type") == "model-output"
    return not is_token and "timestamp" in message and any("id" in value for value in named)
