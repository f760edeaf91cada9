from pytest_vapi_contract import as_handler, samples
from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.conformance.start import checked
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import Edit, Example, Trial
from pytest_vapi_contract.fuzzing.handler_fuzz import search_for
from pytest_vapi_contract.fuzzing.options import FuzzOptions
from pytest_vapi_contract.fuzzing.search_loop import FuzzSearch

CONTRACT = newest()
BASE = samples.sample("status-update", seed=3)


class Prepared:
    """A search that tries these examples."""

    def __init__(self, *examples):
        self.examples, self.kept = examples, []

    def trials(self):
        """Yield each in turn."""
        for number, example in enumerate(self.examples):
            yield Trial(example=example, doing=f"number {number}", number=number)

    def keep(self, trial):
        """Remember what is kept."""
        self.kept.append(trial.number)


def changed(*edits):
    """A status update with these changes."""
    return Example(type="status-update", base=BASE, edits=edits)


def searched(handler, prepared, **options):
    """The report about a handler and a search that is prepared."""
    given = FuzzOptions(types=["status-update"], checks=["accepts", "survives"], **options)
    with as_handler(handler) as used:
        return checked(used, given, further=FuzzSearch(search=lambda stages: prepared))


def test_a_failure_is_told_with_the_change_that_it_takes():
    """Of several changes only that one is left."""

    def fails(body):
        timestamp = value_at(body, ("message", "timestamp"))
        return timestamp["a"] if timestamp == "never" else None

    prepared = Prepared(changed(Edit(("status",), []), Edit(("timestamp",), "never"), Edit(("call",), "x")))

    [finding] = searched(fails, prepared).findings

    assert (
        finding.title == 'an invalid status-update message breaks the handler when `timestamp` is "never"'
        or ("timestamp" in finding.title and "status`" not in finding.title)
    )
    assert finding.case.body["message"].get("status") != []


def test_what_reaches_something_new_is_kept():
    """The first message of a kind does; the second one does not, and neither does one that fails."""
    sent = []

    def fails_for_null(body):
        sent.append(body)
        if body.get("message", {}).get("call", 0) is None:
            raise RuntimeError("null")

    ended, ringing = (changed(Edit(("status",), each)) for each in ("ended", "ringing"))
    prepared = Prepared(ended, ringing, changed(Edit(("call",), None)))

    searched(fails_for_null, prepared)

    assert prepared.kept == [0]


def test_failures_that_are_alike_are_not_reduced_without_end():
    """After some of one cause, the others are only counted."""
    count = []

    def fails(body):
        count.append(1)
        if value_at(body, ("message", "timestamp")) == "never":
            raise RuntimeError("always")

    many = [changed(Edit(("timestamp",), "never"), Edit(("status",), "ended")) for _ in range(50)]
    search = FuzzSearch(search=lambda stages: Prepared(*many))
    with as_handler(fails) as used:
        checked(used, FuzzOptions(types=["status-update"], checks=["survives"]), further=search)

    assert search.failures[next(iter(search.failures))] == 50
    assert search.tried == 50


def test_the_search_of_a_run_is_made_from_its_options():
    """It has the contract, the types and the seed of the run."""
    made = []

    def search(stages):
        made.append(search_for(FuzzOptions(seed=7))(stages))
        return Prepared()

    with as_handler(lambda body: None) as used:
        options = FuzzOptions(types=["hang"], checks=["accepts"], seed=7)
        checked(used, options, further=FuzzSearch(search=search))

    assert (made[0].types, made[0].seed) == (("hang",), 7)
