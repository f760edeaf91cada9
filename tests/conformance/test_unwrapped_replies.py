"""A handler whose replies depend on a message only where it comes without its envelope."""

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.unwrapped_replies import UnwrappedReplies
from pytest_vapi_contract.delivery import as_handler

TYPES = ("tool-calls", "hang", "speech-update")


def results(message):
    """What tool calls are answered."""
    calls = message.get("toolCallList")
    ids = [each.get("id") for each in calls if isinstance(each, dict)] if isinstance(calls, list) else []
    return {"results": [{"toolCallId": id, "result": "Done."} for id in ids if isinstance(id, str)]}


def top_level(body):
    """Read from the wrong place."""
    is_object = isinstance(body, dict)
    return results(body) if is_object and body.get("type") == "tool-calls" else {}


def unwraps(body):
    """Read from the right place, and refuse nothing."""
    message = body.get("message") if isinstance(body, dict) else None
    return top_level(message)


def takes_both(body):
    """Read from either place."""
    return top_level(body) or unwraps(body)


def says_what_it_is(body):
    """Answer all messages in one way, and what is none in another."""
    is_message = isinstance(body, dict) and "message" in body
    return {"ok": True} if is_message else {"ignored": True}


def report_on(handler, **options):
    """The report about a few types."""
    return check_handler(handler, types=TYPES, max_examples=4, **options)


def test_a_handler_that_reads_from_the_top_level_gets_a_note():
    """It fails nothing, and can be repeated."""
    report = report_on(top_level)

    [note] = report.notes
    assert report.ok
    assert note.code == "VC408"
    assert note.title == "a request gets a specific reply only without its `message` envelope"
    again = replay(as_handler(top_level), note.replay, RunOptions())
    assert [each.code for each in again.report.findings] == ["VC408"]
    mended = replay(as_handler(takes_both), note.replay, RunOptions())
    assert mended.report.findings == ()


@pytest.mark.parametrize("handler", [unwraps, takes_both, says_what_it_is, lambda _: {}])
def test_other_handlers_get_none(handler):
    """Whatever they make of a message without its envelope."""
    assert report_on(handler).notes == ()


def test_with_a_state_the_check_for_effects_tells_it():
    """It knows what is lost."""
    assert report_on(top_level, state=lambda: 0).notes == ()


def test_a_handler_without_the_envelope_is_not_asked():
    """It gets each message at the top level."""
    handler = as_handler(top_level, envelope=False)

    assert report_on(handler).notes == ()
    assert UnwrappedReplies(sender=_Never(handler), first=_never).found(TYPES) is None


class _Never:
    def __init__(self, handler):
        self.handler = handler


def _never(_):
    raise AssertionError("nothing is sent")
