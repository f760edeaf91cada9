"""Webhooks of the zoo with faults that no usual run finds."""

from dataclasses import replace
from linecache import getline

import pytest

from pytest_vapi_contract import fuzz_handler
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.wire_envelope import envelope
from tests.depth import many
from tests.zoo.exhibit import ENOUGH, checked, handler_of, names, opened

RARE = names("rare")
#: Those that a search finds in seconds: the others, and four more seeds, are for a deep run.
QUICK = ("ended_calls_do_not_go_on", "invoices_are_named", "only_two_turns_are_open")
SEARCHES = many([(name, 0) for name in QUICK], [(name, seed) for name in RARE for seed in range(5)])
#: What the last message of a proof is, by the check that finds the fault with it.
STANDINGS = {"accepts": "conforming", "observed": "disputed", "survives": "violating"}


def exchanges_of(module):
    """The exchanges with the messages that show the fault of an exhibit."""
    with handler_of(module) as handler:
        for message in module.EXHIBIT.proof:
            yield handler.deliver(handler.request(envelope(message)), 20.0)


@pytest.mark.parametrize("name", RARE)
def test_a_rare_fault_is_shown_by_messages_of_the_schema(name):
    """A handler answers all messages of its proof but the last, which is what its finding is about."""
    module = opened("rare", name)
    [expected] = module.EXHIBIT.expected
    standings = [newest().standing(message) for message in module.EXHIBIT.proof]

    *others, last = exchanges_of(module)

    assert all(exchange.crash is None and exchange.reply is not None for exchange in others)
    assert last.crash is not None
    assert getline(last.crash.file, last.crash.line).strip() == expected.line
    assert standings[-1] == STANDINGS[expected.check]
    assert "violating" not in standings[:-1]


@pytest.mark.parametrize("name", RARE)
def test_a_usual_run_does_not_find_a_rare_fault(name):
    """It sends no messages that show it."""
    module = opened("rare", name)

    report = checked(module, **many({"types": module.EXHIBIT.types}, {}))

    assert not report.findings, str(report)


@pytest.mark.parametrize(("name", "seed"), SEARCHES)
def test_a_longer_search_finds_a_rare_fault(name, seed):
    """Within the exchanges that its exhibit allows, with a valid or a production-like message."""
    module = opened("rare", name)
    exhibit = module.EXHIBIT
    [expected] = exhibit.expected
    others = [replace(expected, check="observed")] if expected.check == "accepts" else []

    with handler_of(module) as handler:
        report = fuzz_handler(
            handler, types=exhibit.types, seed=seed, max_exchanges=exhibit.within, time_budget=ENOUGH
        )

    met = [finding for finding in report.findings for each in (expected, *others) if each.is_met_by(finding)]
    assert met, f"{module.__doc__}\n{report}"
