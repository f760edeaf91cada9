"""What makes the difference between a message that fails and one that does not."""

from typing import Any

import pytest

from pytest_vapi_contract.cases.condition import MISSING, value_at
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import DifferenceFinder
from pytest_vapi_contract.findings.hints import CHANGED
from tests.exchanges import conforming, crash, exchange
from tests.findings.difference_finding import ANN, envelope, explained, number_of


@pytest.mark.parametrize(
    "accepted", [[], [envelope()], [envelope(call={"customer": {"number": "+15550100"}})]]
)
def test_the_property_that_a_key_error_names_decides(accepted):
    """And not the property of a customer that is shown, without which there would be no customer."""
    finding = explained(number_of, envelope(call={"customer": ANN}), accepted=accepted)

    assert str(finding.condition) == "`call.customer.number` is missing"
    assert value_at(finding.case.body, finding.where) is MISSING


def test_a_property_is_named_in_what_is_missing_as_a_whole():
    """If messages have it there."""

    def id_of(message):
        return message.get("call", {})["id"]

    finding = explained(id_of, envelope(), accepted=[envelope(call={"id": "c1"})])

    assert str(finding.condition) == "`call.id` is missing"


def test_less_is_said_where_the_property_cannot_be_placed():
    """What else makes a difference is not what the exception is about."""

    def both(message):
        if message.get("status") == "ended" and not ("cost" in message and "costs" in message):
            raise KeyError("cost")

    failing = envelope(status="ended")

    told = explained(both, failing, accepted=[envelope(status="queued", cost=1)])
    setting = explained(both, failing, accepted=[envelope(status="queued")])

    assert told.condition is None
    assert str(setting.condition) == '`status` is the string "ended"'


def test_a_message_that_fails_otherwise_shows_what_decides():
    """What it has instead may decide; what it lacks may be its own fault."""

    def first(message):
        message["calls"][0]
        raise KeyError("other")

    def first_call(message):
        if not message["calls"]:
            raise KeyError(0)
        first(message)

    empty = explained(first_call, envelope(calls=[]), otherwise=[envelope(calls=[1])])

    assert str(empty.condition) == "`calls` is an empty list"


def test_what_the_exception_speaks_of_decides():
    """Another value makes a difference, too: without it the line is not reached."""

    def last(message):
        return message["status"] == "ended" and message.get("lines", [1])[-1]

    failing = envelope(status="ended", lines=[])

    finding = explained(last, failing, accepted=[envelope(status="queued")])

    assert str(finding.condition) == "`lines` is an empty list"


def test_what_an_accepted_message_has_too_does_not_decide():
    """An empty text is no fault of its speaker, whose other texts are accepted."""

    def first(message):
        return message["role"] == "user" and message["transcript"][0]

    failing = envelope(role="user", transcript="")
    accepted = [envelope(role="bot", transcript="Hi."), envelope(role="user", transcript="Good morning.")]

    finding = explained(first, failing, accepted=accepted)

    assert str(finding.condition) == "`transcript` is an empty string"


def test_nothing_decides_alone_where_only_two_values_together_fail():
    """Messages with one of them are accepted."""

    def both(message):
        return message["role"] == "user" and message["status"] == "stopped" and int("no number")

    failing = envelope(role="user", status="stopped")
    accepted = [envelope(role="bot", status="stopped"), envelope(role="user", status="started")]

    assert explained(both, failing, accepted=accepted).condition is None


def test_a_text_decides_where_other_texts_are_accepted():
    """It is told by its first special character."""

    def one_line(message):
        return message["summary"].isprintable() or int("no number")

    failing = envelope(summary="Ann called about an upcoming appointment.\n\nShe will send the document.")

    finding = explained(one_line, failing, accepted=[envelope(summary="Ann called about a refund in May.")])

    told = '"…ing appointment.\\n\\nShe will send …"'
    assert str(finding.condition) == f"`summary` is the string {told}"


def test_the_number_of_items_decides_where_fewer_are_accepted():
    """Whatever is in them."""

    def first(message):
        [_] = message["calls"]

    finding = explained(first, envelope(calls=[1, 2]), accepted=[envelope(calls=[1])])

    assert str(finding.condition) == "`calls` is a list of 2 items"


def test_an_item_decides_where_other_lists_are_accepted():
    """And in it what a table lacks."""

    def roles(message):
        return [{"user": 1, "bot": 2}[each["role"]] for each in message["messages"]]

    failing = envelope(messages=[{"role": "bot"}, {"role": "tool_calls", "message": "Hi."}])
    talk = [{"role": "bot", "message": "Hi."}, {"role": "user", "message": "Hello."}]

    finding = explained(roles, failing, accepted=[envelope(messages=[]), envelope(messages=talk)])

    assert str(finding.condition) == '`messages[0].role` is the string "tool_calls"'


def test_a_zero_decides_a_division():
    """Although no message that was accepted has a number there."""

    def part(message):
        timing = message.get("timing")
        return timing and timing["spoken"] / timing["total"]

    failing = envelope(timing={"spoken": 0, "total": 0})

    finding = explained(part, failing, accepted=[envelope()])

    assert str(finding.condition) == "`timing.total` is 0"


def test_a_zero_is_left_out_if_another_number_fails_too():
    """Then it is no division: that there is a number at all decides."""

    def dated(message):
        return [].pop() if "timestamp" in message else None

    finding = explained(dated, envelope(timestamp=0), accepted=[envelope()])

    assert finding.where == ("message", "timestamp")


def test_false_is_no_zero():
    """It is left out to see whether it decides: a number in its place would decide nothing."""

    def strict(message):
        return [].pop() if "fast" in message else None

    finding = explained(strict, envelope(fast=False), accepted=[envelope()])

    assert finding.where == ("message", "fast")


def test_a_property_is_named_though_nothing_that_may_be_there_is_known():
    """Whatever is put there, the line no longer fails for want of it."""

    def number(message):
        return message["status"] == "forwarding" and message["destination"]["number"]

    finding = explained(number, envelope(status="forwarding"), accepted=[envelope(status="queued")])

    assert str(finding.condition) == "`destination` is missing"


@pytest.mark.parametrize("inner", [(), ("customer",)])
def test_one_of_two_faults_in_an_object_decides(inner):
    """The object as a whole does not: messages with another one are accepted."""

    def with_call(**values):
        return envelope(call=dict.fromkeys(inner, values) or values)

    def ids(message):
        if "call" in message and "" in value_at(message, ("call", *inner)).values():
            raise ValueError

    def has_both(body):
        call = value_at(body, ("message", "call", *inner))
        return "call" not in body["message"] or (call is not MISSING and {"id", "orgId"} <= set(call))

    failing, accepted = with_call(id="", orgId=""), [envelope(), with_call(id="c1", orgId="o1")]

    finding = explained(ids, failing, accepted=accepted, allowed=has_both)

    assert str(finding.condition) == f"`{'.'.join(('call', *inner))}.id` is an empty string"


def test_what_is_accepted_once_shows_nothing():
    """A handler that keeps what it has seen may refuse now what it took before."""
    ids = ["c1"]

    def forgets(message):
        return "call" in message and ids.remove(message["call"].get("id"))

    once = envelope(call={"id": "c1"})

    finding = explained(forgets, envelope(call={"name": "Ann"}), accepted=[envelope(), once])

    assert finding.where == ("message", "call")


def test_what_was_accepted_and_fails_now_is_told():
    """Then the message that is shown may well be accepted, if it comes alone."""

    def full(message):
        raise MemoryError("too many calls are kept")

    def refuse(message):
        if message.get("status") == "ended":
            raise MemoryError("too many calls are kept")

    changed = explained(full, envelope(status="ended"), accepted=[envelope(status="queued")])
    alone = explained(refuse, envelope(status="ended"), accepted=[envelope(status="queued")])

    assert (changed.condition, changed.hint) == (None, CHANGED)
    assert (str(alone.condition), alone.hint) == ('`status` is the string "ended"', "")


def test_a_character_decides_wherever_it_is():
    """And what is left of the message still has one."""

    def ascii_only(message):
        return str(message).encode("ascii")

    failing = envelope(call={"name": "René"}, lines=["Zoë"], status="ended")

    finding = explained(ascii_only, failing, accepted=[envelope()])

    assert str(finding.condition) == "the body has a non-ASCII character"
    assert not str(finding.case.body).isascii()


def test_what_the_exception_speaks_of_decides_where_all_fail():
    """The smallest of the messages that fail otherwise may lack the list."""

    def content(message):
        return message["lines"][-1]["content"]

    otherwise = [envelope(), envelope(calls=[{}]), envelope(lines=[{"message": "Hello"}])]

    finding = explained(content, envelope(calls=[], lines=[]), otherwise=otherwise)

    assert str(finding.condition) == "`lines` is an empty list"


def test_what_is_missing_does_not_decide_if_what_others_have_there_does_not_help():
    """The smallest message that fails otherwise does so for what it has itself."""

    def keys(message):
        if message.get("timestamp") == 1.5:
            raise ValueError
        return message.get("call").keys() - message["ids"]

    otherwise = [envelope(timestamp=1.5), envelope(timestamp=1, call={})]

    finding = explained(keys, envelope(), otherwise=otherwise)

    assert str(finding.condition) == "`call` is missing"


def test_what_is_missing_is_one_of_the_arguments_that_an_exception_names():
    """What a message fails with otherwise shows only what is looked at first."""

    def strict(*, call):
        return call

    def passed_on(message):
        return strict(**{name: value for name, value in message.items() if name != "type"})

    finding = explained(passed_on, envelope(), otherwise=[envelope(summary="short")])

    assert "'call'" in finding.exchange.crash.message
    assert finding.condition is None


def test_nothing_more_is_looked_at_when_the_time_is_over():
    """Neither a label nor a failure: hundreds of findings are told with what is known of them."""
    check, failing = CHECKS["accepts"], envelope(call={str(at): {"id": at} for at in range(200)})
    asked: list[Any] = []

    def allowed(body):
        asked.append(body)
        return True

    finder = DifferenceFinder(
        deliver=lambda body: None,
        allowed=allowed,
        possible=allowed,
        failure_of=lambda body, exchange: asked.append(body),
        most=200,
    )
    finding = check.judge(conforming(failing), exchange(status=500, crash=crash("ValueError", "no")))

    [told] = finder.explained([finding], [], [envelope(), envelope(call=failing)])

    assert told == finding
    assert len(asked) == 1
