import ast
from pathlib import Path

import pytest

from pytest_vapi_contract import conformance
from pytest_vapi_contract.conformance.budget import RUN_OVERHEAD, SLOW, Budget
from pytest_vapi_contract.conformance.sender import Sender

#: Numbers that limit no run: another range of seeds, how Python goes about threads and garbage, and how far
#: events of a turn are apart, how often they change places, and how often they are played at once.
OTHERS = {"APART", "FAR", "LEAST_ID", "QUOTED", "ROUNDS", "SWAPS"}
#: How many messages of a step are essential.
FEWEST = 2


def kept(monkeypatch, mean, *, until=100.0, ahead=10, reserved=0, cases=50, pauses=0.0):
    """How many cases of a step are sent by a handler that takes so long for each."""
    clock = [0.0]
    monkeypatch.setattr("pytest_vapi_contract.conformance.budget.now", lambda: clock[0])
    sender = Sender(handler=None, exchanges=1, replies=1, seconds=mean, pauses=pauses)
    budget = Budget(replies=sender, until=until, ahead=ahead, reserved=reserved)
    count = 0
    for _ in budget.kept(range(cases), FEWEST):
        count += 1
        clock[0] += mean
    return count, [str(skip) for skip in budget.skips()]


@pytest.mark.parametrize(("mean", "count"), [(1.0, 12), (4.0, 4), (60.0, FEWEST)])
def test_a_slow_handler_gets_something_of_everything(monkeypatch, mean, count):
    """A step has its share of the time that is left, and its essential messages whatever that is."""
    sent, [skip] = kept(monkeypatch, mean)

    assert sent == count
    assert skip == f"further messages of some kinds: a message takes {mean:g} s"


def test_pauses_after_a_429_are_told(monkeypatch):
    """The seconds of a message are not those of the handler alone then."""
    [skip] = kept(monkeypatch, 4.0, pauses=3.0)[1]

    assert skip == "further messages of some kinds: a message takes 4 s, with the pauses after a 429"


def test_what_is_essential_later_is_reserved(monkeypatch):
    """A step takes no time that the essential messages of later steps need."""
    assert kept(monkeypatch, 1.0, reserved=100)[0] == FEWEST
    assert kept(monkeypatch, 1.0, reserved=50)[0] == FEWEST + 5


@pytest.mark.parametrize("mean", [0.0, SLOW / 2])
def test_a_quick_handler_gets_everything(monkeypatch, mean):
    """What is sent must not depend on the clock where there is time enough."""
    assert kept(monkeypatch, mean, until=0.5) == (50, [])


def test_a_step_that_fits_is_not_cut(monkeypatch):
    """Nor does a slow handler miss anything that there is time for."""
    assert kept(monkeypatch, 1.0, until=1000.0) == (50, [])


@pytest.mark.parametrize(("mean", "seconds"), [(0.25, 100 * 0.25 * RUN_OVERHEAD), (SLOW / 2, 0.0)])
def test_it_is_known_how_long_a_slow_handler_needs(mean, seconds):
    """A run that is incomplete can say which budget would do."""
    budget = Budget(replies=Sender(handler=None, replies=4, seconds=4 * mean))

    assert budget.needs(100) == seconds


def test_every_budget_of_a_run_is_in_one_module():
    """No other module of the run has a number of its own that limits it; what a build makes is no run."""
    folder = Path(conformance.__file__).parent
    modules = [path for path in folder.rglob("*.py") if path.stem not in ("budget", "shipped_cases")]

    elsewhere = {name for path in modules for name in _numbers(path)}

    assert elsewhere == OTHERS


def _numbers(path):
    """The names of a module to which it assigns numbers."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and _is_number(node.value):
            yield from (ast.unparse(target) for target in node.targets)


def _is_number(value):
    return any(
        isinstance(each, ast.Constant) and type(each.value) in (int, float)
        for each in (value, *getattr(value, "elts", ()))
    )
