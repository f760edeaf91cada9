"""The one run of a session."""

from types import SimpleNamespace

import pytest

from pytest_vapi_contract.conformance.budget import TIME_BUDGET
from pytest_vapi_contract.errors import RouteNotFound
from pytest_vapi_contract.plugin.whole_run import WholeRun, is_late
from pytest_vapi_contract.report_formats import RenderedReport


@pytest.fixture
def rendered():
    """A report that says nothing."""
    return RenderedReport(json={}, findings=(), skipped=(), warning="", may_be_incomplete=False)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """A function that makes a run of a session, which comes to this when it is made."""

    def make(checked):
        monkeypatch.setattr(WholeRun, "_checked", lambda _: checked())
        return WholeRun(SimpleNamespace(), SimpleNamespace(masks=()), tmp_path)

    return make


def test_only_the_process_that_made_it_tells_it(run, rendered):
    """The report is taken once; the other process has it for its items."""
    first = run(lambda: rendered)
    made = first.outcome
    second = run(lambda: 1 / 0)

    assert made.rendered == second.outcome.rendered == rendered
    assert ([first.taken(), first.taken()], second.taken()) == ([[rendered], []], [])


@pytest.mark.parametrize(
    ("error", "text", "reason"),
    [
        (RouteNotFound("app", "/", (404,), ()), "app has no route at /", "no webhook answers"),
        (ZeroDivisionError("x"), "Traceback (most recent call last):", "the check failed"),
    ],
)
def test_a_run_that_fails_is_not_made_again(run, error, text, reason):
    """Each item reads the same error."""
    made = []

    def fail():
        made.append(1)
        raise error

    outcomes = [run(fail).outcome, run(fail).outcome]

    assert made == [1]
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].error.startswith(text)
    assert outcomes[0].reason == reason


def test_what_was_not_tested_is_told_by_one_item(run, rendered):
    """By the first that has nothing else to tell."""
    whole = run(lambda: rendered)
    whole.selected = [("accepts", "hang"), ("replies", "")]

    assert whole.first_without_failure == ("accepts", "hang")


@pytest.mark.parametrize(
    ("seconds", "budget", "late"),
    [(3.0, 4.0, False), (5.0, 4.0, True), (5.0, None, False), (TIME_BUDGET + 1, None, True)],
)
def test_a_run_that_has_used_up_its_time_is_late(seconds, budget, late):
    """Hardly any time is left to see what the handler prints."""
    assert is_late(SimpleNamespace(seconds=seconds), SimpleNamespace(time_budget=budget)) is late
