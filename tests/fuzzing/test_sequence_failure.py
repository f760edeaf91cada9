import json
from random import Random

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.prepared_cases import prepared_cases
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.conformance.start import _stages, checked, checks_for
from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.failure import FuzzFailure
from pytest_vapi_contract.fuzzing.options import FuzzOptions
from pytest_vapi_contract.fuzzing.search_loop import FuzzSearch
from pytest_vapi_contract.fuzzing.sent_examples import SentExamples
from pytest_vapi_contract.fuzzing.sequence_failure import FuzzSequence, causes_of, with_other_ids
from pytest_vapi_contract.fuzzing.sequences import joined
from pytest_vapi_contract.samples import sample
from tests.fuzzing.test_search_loop import Prepared


def status(status, seed=3):
    """An update with a status; those of one seed are of one call."""
    return Example(type="status-update", base=sample("status-update", seed=seed, status=status))


class Calls:
    """A handler that expects no call to be in progress once it has ended."""

    def __init__(self):
        self.ended, self.bodies = set(), []

    def __call__(self, body):
        """Fail for a call that goes on after its end."""
        self.bodies.append(body)
        call, now = (value_at(body, ("message", *path)) for path in (("call", "id"), ("status",)))
        if not isinstance(call, str):
            return
        if now == "ended":
            self.ended.add(call)
        elif now == "in-progress" and call in self.ended:
            raise KeyError(call)


@pytest.fixture
def sequence():
    """What sends sequences to such a handler."""
    options = RunOptions(types=["status-update"], checks=["accepts", "survives"])
    with as_handler(Calls()) as handler:
        sender = Sender(handler=handler, deadline=float("inf"))
        stages = _stages(sender, options, checks_for(handler, options), prepared_cases(options))
        yield FuzzSequence(stages=stages, random=Random(0))


def causes(sequence, example):
    """What the last message of a sequence fails with."""
    *_, (_, case, exchange) = sequence.sent(example)
    return causes_of(sequence.stages.judging.failure(case, exchange, None), exchange)


def test_only_the_messages_remain_that_it_takes(sequence):
    """And of these only what matters."""
    example = joined([status(each) for each in ("queued", "ended", "ringing", "queued", "in-progress")])

    fewest = sequence.fewest(example, causes(sequence, example))

    parts = [each.message for each in (*fewest.before, fewest)]
    assert [each["status"] for each in parts] == ["ended", "in-progress"]
    assert all({*each} == {"type", "status", "call"} for each in parts)


def test_only_the_changes_remain_that_it_takes(sequence):
    """So that messages are valid which fail when they are."""
    invalid, needed = Edit(("timestamp",), "late"), Edit(("status",), "in-progress")
    pair = joined([status("ended").with_edits([invalid]), status("queued").with_edits([invalid, needed])])

    fewest = sequence.fewest(pair, causes(sequence, pair))

    assert [each.edits for each in (*fewest.before, fewest)] == [(), (needed,)]


def test_of_equal_messages_one_is_left_out_for_all():
    """Twenty that are all needed take one more play each time they are halved, not one for each message."""
    plays = []

    def failing(body):
        call, now = (value_at(body, ("message", *path)) for path in (("call", "id"), ("status",)))
        plays.append(call)
        if isinstance(call, str) and now == "ended" and plays.count(call) >= 20:
            raise KeyError(call)

    options = RunOptions(types=["status-update"], checks=["accepts"])
    with as_handler(failing) as handler:
        sender = Sender(handler=handler, deadline=float("inf"))
        stages = _stages(sender, options, checks_for(handler, options), prepared_cases(options))
        sequence = FuzzSequence(stages=stages, random=Random(0))
        twenty = joined([status("ended")] * 20)
        of_it = causes(sequence, twenty)
        plays.clear()

        fewest = sequence.fewest(twenty, of_it)

    assert len(fewest.before) == 19
    assert len(set(plays)) < 10


def test_what_is_caught_is_looked_for_each_time_that_it_matters(sequence, monkeypatch):
    """A reply like one that was looked into before leaks the same again."""
    looked = []
    monkeypatch.setattr(Sender, "explained", lambda _, exchange, of: looked.append(of) or exchange)
    monkeypatch.setattr(Sender, "looked_into", lambda _, case, exchange: exchange)

    sequence.sent_alone(status("ended"))
    sequence.sent_alone(status("ended"), look=True)

    assert looked == ["status-update"]


@pytest.mark.parametrize(
    ("cause", "is_it"),
    [(("leak", "text"), True), (("hidden", "KeyError"), True), (("status", 500), False)],
)
def test_a_failure_that_is_about_what_is_caught_is_known_by_its_cause(sequence, cause, is_it):
    """For others it takes no look."""
    failure = FuzzFailure(sequence=sequence, causes=frozenset({cause}), sent=SentExamples())

    assert failure._is_about_what_is_caught is is_it


def test_what_fails_alone_is_not_one_of_a_sequence(sequence):
    """Nor what does not fail again, or where another message fails."""
    pair = joined([status("ended"), status("in-progress")])
    of_it = causes(sequence, pair)
    other_calls = joined([status("ended", seed=4), status("in-progress", seed=5)])

    assert sequence.fails(pair, of_it)
    assert not sequence.fails(status("in-progress"), of_it)
    assert sequence.fewest(other_calls, of_it) is None
    assert not sequence.fails(joined([*pair.before, pair, status("ended")]), of_it)


def test_a_handler_has_heard_of_none_of_the_ids():
    """Two plays of a sequence have no id in common; within one, they remain the same."""
    pair = joined([status("ended"), status("in-progress")])

    first, second = (with_other_ids(pair, Random(seed)) for seed in range(2))

    assert first.before[0].message["call"]["id"] == first.message["call"]["id"]
    assert first.message["call"]["id"] != second.message["call"]["id"]


def searched(handler, *examples):
    """The report about a handler and a search that tries these examples."""
    options = FuzzOptions(types=["status-update"], checks=["accepts"])
    with as_handler(handler) as used:
        return checked(used, options, further=FuzzSearch(search=lambda stages: Prepared(*examples)))


def test_a_finding_tells_the_messages_and_repeats_them():
    """The title says after what; the replay sends all of them."""
    calls = Calls()

    [finding] = searched(calls, joined([status("ended"), status("in-progress")])).findings
    before = len(calls.bodies)
    again = replay(as_handler(Calls()), finding.replay, RunOptions())

    assert finding.title == "status-update after status-update is rejected"
    assert finding.sent == "the last of 2 messages that belong together"
    assert [line.split()[0] for line in finding.events] == ["1", "2"]
    assert '"ended"' in finding.events[0]
    assert not finding.again
    assert [each.exchange.crash.type for each in again.report.findings] == ["KeyError"]
    assert len(calls.bodies) == before


def test_the_exception_behind_a_500_is_seen():
    """Although the same messages may not fail again: a handler may forget what it has failed with."""
    calls = Calls()

    def app(environ, start_response):
        try:
            calls(json.load(environ["wsgi.input"]))
            status = "200 OK"
        except ValueError:
            status = "400 Bad Request"
        except Exception:
            status = "500 Internal Server Error"
        start_response(status, [])
        return [b""]

    [finding] = searched(app, joined([status("ended"), status("in-progress")])).findings

    assert finding.exchange.reply.status == 500
    assert finding.exchange.crash.type == "KeyError"


def test_a_message_that_depends_on_one_of_long_ago_is_told_with_it():
    """Also if it was sent as one of its own, and others came between."""
    others = [status("queued", seed=seed) for seed in range(10, 15)]

    report = searched(Calls(), status("ended"), *others, status("in-progress"))

    [finding] = report.findings
    assert finding.title == "status-update after status-update is rejected"


def test_what_fails_alone_is_told_as_such():
    """Whatever came before it in a sequence."""

    def fails(body):
        if value_at(body, ("message", "status")) == "ringing":
            raise LookupError

    example = joined([status(each) for each in ("queued", "ended", "ringing")])

    [finding] = searched(fails, example).findings

    assert "after" not in finding.title
    assert 'when `status` is the string "ringing"' in finding.title
