"""No text reaches a user with a place in it that nobody filled in."""

import re

import pytest

from pytest_vapi_contract import assert_accepts, assert_rejects, assert_survives
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.checks import CHECKS, selected
from pytest_vapi_contract.checks.effects import WORDS, CallEffect
from pytest_vapi_contract.checks.state_probe import Effect
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.findings.hints import HINTS
from tests.checks.test_assertions import NO_MESSAGE, message_id, teapot
from tests.exchanges import SMALLEST, crash, exchange

#: `{revision}`, or two blanks where something was filled in that is empty.
UNFILLED = re.compile(r"\{\w*\}|\S  +\S")
#: By which exceptions a handler refuses: none for what speaks HTTP, and none that was named for a function.
REFUSALS = (None, (), (ValueError,), (ValueError, KeyError))
#: What comes back, so that each check finds fault with something.
FAILURES = (
    exchange(status=0, crash=crash()),
    exchange(status=0, fault="the connection broke"),
    exchange(status=0, timed_out=True),
    exchange(status=200, body=b'{"results": 5, "trace": "Traceback (most recent call last)"}'),
    *(exchange(status=status) for status in (200, 418, 500, *HINTS)),
)
EFFECT = Effect(before="0 bookings", after="1 booking", changed=True)
FACTS = dict.fromkeys(("calls", "events", "what", "example", "value", "apart", "lacks"), "something")
EFFECTS = (
    EFFECT,
    *(CallEffect(before="", after="", changed=True, fault=fault, facts=FACTS) for fault in WORDS),
)
BODY = {"message": {"type": "tool-calls", "toolCallList": []}}


def told(finding):
    """The texts of a finding, each on its own; the lines that repeat an exchange are JSON and shell."""
    rows = [text for label, text in finding.rows() if label not in ("replay", "curl", "call", "got")]
    return [finding.title, *rows]


@pytest.mark.parametrize("refusals", REFUSALS)
@pytest.mark.parametrize("check", CHECKS)
def test_every_text_of_a_check_is_filled_in(check, refusals):
    """For each category that a check is about, for HTTP and for functions, whatever comes back."""
    [tried] = selected([check], contract=shipped(), refusals=refusals)
    cases = [Case(id="x", type="tool-calls", body=BODY, category=each) for each in tried.categories]

    found = [
        tried.judge(case, failure, effect) for case in cases for failure in FAILURES for effect in EFFECTS
    ]

    texts = [text for finding in found if finding for text in told(finding)]
    assert texts
    assert [text for text in texts if UNFILLED.search(text)] == []


@pytest.mark.parametrize("handler", [message_id, teapot])
@pytest.mark.parametrize("rejects", [[], [OSError], [OSError, ImportError]])
@pytest.mark.parametrize("message", [NO_MESSAGE, None, SMALLEST["hang"], {"message": SMALLEST["hang"]}])
def test_every_text_of_an_assertion_is_filled_in(handler, rejects, message):
    """For a mutation and for a message, with a web app and with a function, whatever counts as a refusal."""
    attempts = [
        lambda: assert_accepts(handler, message),
        lambda: assert_survives(broken(handler), message, rejects=rejects),
        lambda: assert_rejects(broken(handler), message, rejects=rejects),
    ]

    texts = [text for attempt in attempts for text in failure(attempt)]

    assert len(texts) > 6
    assert [text for text in texts if UNFILLED.search(text)] == []


def broken(handler):
    """A handler of the same kind that breaks."""
    return breaks if handler is teapot else handler


def breaks(environ, start_response):
    """A WSGI app that breaks on everything."""
    start_response("500 Internal Server Error", [])
    return [b""]


def failure(attempt):
    """Title and lines of the failure of an assertion, without those that come from the handler."""
    with pytest.raises(AssertionError) as raised:
        attempt()
    title, *lines = str(raised.value).splitlines()
    shown = [line[12:] for line in lines if line[2:10].strip() not in ("replay", "curl", "call", "got")]
    return [title.partition("  ")[0], *shown]
