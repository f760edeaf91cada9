import pytest

from pytest_vapi_contract.conformance.budget import LATE_WORK_PAUSES
from pytest_vapi_contract.findings import CODES
from tests.depth import many
from tests.zoo.exhibit import checked, names, opened, unmet, untrue

SEEDS = range(many(1, 5))
SHORT = 6  #: How many messages the shortest conversation has at most.
#: Why a run says less than it could.
CUT_SHORT = {"the time budget was used up", "the handler hangs"}


def options_of(exhibit):
    """What a run sends: in a deep one messages of all types, and no fewer than usual."""
    return many({"types": exhibit.types, **exhibit.quick}, {})


@pytest.fixture(autouse=True)
def no_work_goes_on_for_long(monkeypatch):
    """A text that is wrong is not waited for as long as in a usual run."""
    monkeypatch.setattr(
        "pytest_vapi_contract.conformance.turns.play.LATE_WORK_PAUSES",
        many(LATE_WORK_PAUSES[:2], LATE_WORK_PAUSES),
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", names("faulty"))
def test_a_fault_is_found_and_named(name, seed):
    """
    A run reports the one fault of a handler in the words that people expect, and nothing else.

    The evidence is about what the title says, and comes again when the message is sent again.
    """
    module = opened("faulty", name)
    exhibit = module.EXHIBIT

    report = checked(module, checks=exhibit.checks, seed=seed, **options_of(exhibit))

    assert not unmet(report, exhibit), f"{module.__doc__}\n{report}"
    assert len(report.findings) == len(exhibit.expected), f"{module.__doc__}\n{report}"
    assert not untrue(module, report)
    assert all(len(finding.conversation) <= SHORT for finding in report.findings)
    assert {finding.code for finding in report.findings} <= CODES.keys()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", names("correct"))
def test_nothing_is_said_of_a_correct_handler(name, seed):
    """A run reports nothing on a handler without a fault."""
    module = opened("correct", name)

    report = checked(
        module, checks=many(module.EXHIBIT.checks, None), seed=seed, **options_of(module.EXHIBIT)
    )

    assert report.ok, str(report)
    assert not {skip.why for skip in report.skipped} & CUT_SHORT


def test_the_zoo_is_large_enough():
    """There are many faults, each stated once, and correct handlers beside them."""
    faults = [opened("faulty", name).__doc__ for name in names("faulty")]

    assert all(faults)
    assert len(set(faults)) == len(faults) >= 40
    assert len(names("correct")) >= 10
