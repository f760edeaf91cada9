"""What a search says of failures that depend on more than their message."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.conformance.start import checked
from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.options import FuzzOptions
from pytest_vapi_contract.fuzzing.search_loop import FuzzSearch
from pytest_vapi_contract.fuzzing.sequences import joined
from pytest_vapi_contract.samples import sample
from tests.fuzzing.test_search_loop import Prepared


def status(*edits, seed=3):
    """An update with changes."""
    return Example(type="status-update", base=sample("status-update", seed=seed), edits=edits)


#: Changes that no handler below looks at.
VALID, INVALID = Edit(("status",), "ended"), Edit(("status",), [])


class Handler:
    """A handler that fails when it is told to; it begins to listen with the search."""

    def __init__(self, fails):
        self.fails, self.bodies = fails, []
        self.searching = False

    def trials(self, examples):
        """Prepare a search that tells this handler when it begins."""

        class Search(Prepared):
            def trials(self):
                handler.searching = True
                yield from super().trials()

        handler = self
        return Search(*examples)

    def __call__(self, body):
        """Fail, or not."""
        if self.searching:
            self.bodies.append(body)
            if self.fails(self.bodies):
                raise RuntimeError("state")


def searched(fails, *examples):
    """The report about a handler, and a search that tries these examples."""
    handler = Handler(fails)
    options = FuzzOptions(types=["status-update"], checks=["accepts", "survives"])
    with as_handler(handler) as used:
        return checked(used, options, further=FuzzSearch(search=lambda stages: handler.trials(examples)))


def is_third(bodies):
    """Fail for the third message, whatever it is."""
    return len(bodies) == 3


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        (VALID, "status-update is rejected, but not when sent again"),
        (INVALID, "status-update breaks the handler, but not when sent again"),
    ],
)
def test_what_does_not_fail_again_has_no_condition(edit, title):
    """It is told as it was seen, and there is no command that would not repeat it."""
    [finding] = searched(is_third, *(status(edit, seed=seed) for seed in range(5))).findings

    assert finding.title == title
    assert finding.exchange.crash.type == "RuntimeError"
    assert finding.hint == "it may depend on earlier messages, on time or on chance"
    assert not finding.again
    assert [line.split()[0] for line in finding.events] == ["1"]


def test_the_same_in_a_sequence():
    """A message that fails once after others is told, too."""
    [finding] = searched(is_third, joined([status(VALID, seed=seed) for seed in range(5)])).findings

    assert finding.title == "status-update is rejected, but not when sent again"


def test_what_depends_on_messages_of_others_is_told_with_them():
    """They have no id in common with it."""

    def is_after_other(bodies):
        now, before = (value_at(body, ("message", "status")) for body in (bodies[-1], bodies[-2:][0]))
        return (before, now) == ("queued", "ringing")

    others = [status(Edit(("status",), "forwarding"), seed=seed) for seed in range(5)]
    pair = [status(Edit(("status",), each), seed=seed) for seed, each in ((8, "queued"), (9, "ringing"))]

    [finding] = searched(is_after_other, *others, *pair).findings

    assert finding.title == "status-update after status-update is rejected"
    assert ['"queued"' in finding.events[0], '"ringing"' in finding.events[1]] == [True, True]


def test_what_fails_again_only_with_its_ids_has_no_condition():
    """It may be these, or what the handler knows of them: nobody can tell from outside."""
    call = value_at(status(seed=7).base, ("call", "id"))

    def is_of_call(bodies):
        return value_at(bodies[-1], ("message", "call", "id")) == call

    [finding] = searched(is_of_call, status(INVALID, seed=7)).findings

    assert finding.title == "status-update breaks the handler, but not with other ids"


def test_an_id_that_a_change_wrote_is_to_blame_if_any_like_it_fails():
    """It is sent with a fresh end, so that the handler has not heard of it."""

    def is_odd(bodies):
        return "²" in str(value_at(bodies[-1], ("message", "call", "id")))

    odd = status(Edit(("status",), []), Edit(("call", "id"), "²"))

    [finding] = searched(is_odd, odd).findings

    assert "`call.id`" in finding.title
    assert "but not" not in finding.title


@pytest.mark.parametrize("then", [{6}, {8}, {8, 9}])
def test_a_change_is_not_blamed_by_chance(then):
    """It is undone and made again more than once: a handler may fail without it, or not fail with it."""
    first, alone, reduced = 1, 2, 4  # the third message is the first one without the change

    def is_now_and_then(bodies):
        return len(bodies) in {first, alone, reduced, *then}

    [finding] = searched(is_now_and_then, status(INVALID)).findings

    assert finding.title == "status-update breaks the handler, but not each time it is sent"


def test_a_change_that_decides_is_named():
    """It makes each message fail, and without it none does."""

    def is_list(bodies):
        return value_at(bodies[-1], ("message", "status")) == []

    [finding] = searched(is_list, status(INVALID)).findings

    assert finding.title == "status-update breaks the handler when `status` is a list"


def test_changes_that_decide_together_are_all_named():
    """None of them is enough."""

    def is_both(bodies):
        status, timestamp = (value_at(bodies[-1], ("message", name)) for name in ("status", "timestamp"))
        return (status, timestamp) == ([], "never")

    [finding] = searched(is_both, status(INVALID, Edit(("timestamp",), "never"))).findings

    assert finding.title == "status-update breaks the handler, but only with several changes together"
    assert finding.hint == "changed at /status, /timestamp"
    assert finding.again
