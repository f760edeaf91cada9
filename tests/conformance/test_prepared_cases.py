"""Cases that an earlier run has prepared."""

import json

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.case_sources.cache import CACHE
from pytest_vapi_contract.conformance import prepared_cases as module
from pytest_vapi_contract.conformance.prepared_cases import prepared_cases
from pytest_vapi_contract.conformance.run_options import RunOptions

#: What messages are sent at once for has another order each time.
ONE_BY_ONE = {"types": ["session.created", "hang"], "checks": ["accepts", "observed", "survives"]}


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    """A cache for these tests alone."""
    monkeypatch.setenv(CACHE, str(tmp_path))
    return tmp_path


@pytest.fixture
def unmade(monkeypatch):
    """Nothing can be prepared, nor drawn."""

    def fail(*_):
        raise AssertionError("it was prepared again")

    monkeypatch.setattr(module, "generate", fail)
    monkeypatch.setattr(module, "drawn", fail)


def sent(**options):
    """What a handler receives in a run."""
    bodies = []
    report = check_handler(lambda body: bodies.append(json.dumps(body)), **ONE_BY_ONE, **options)
    assert report.complete, report
    return bodies


def test_the_second_run_sends_what_the_first_one_sent(request):
    """Byte for byte, in the same order, though nothing is prepared nor drawn for it."""
    without = sent(cache=False)
    first = sent()
    request.getfixturevalue("unmade")

    second = sent()

    assert without == first == second


def test_the_option_switches_the_cache_off(directory):
    """Nothing is written."""
    sent(cache=False)

    assert list(directory.iterdir()) == []


def test_a_read_only_directory_is_no_error(directory, monkeypatch):
    """Here a file is in its place."""
    (directory / "file").write_text("")
    monkeypatch.setenv(CACHE, str(directory / "file"))

    assert sent()


def test_runs_with_many_messages_keep_none(directory):
    """They would fill the disk."""
    prepared = prepared_cases(RunOptions(max_examples=101))
    contract = RunOptions().chosen_contract

    next(iter(prepared.cases("conforming", "hang", contract, 0)))
    prepared.save()

    assert list(directory.iterdir()) == []


def test_what_was_drawn_for_a_run_that_stopped_is_complete():
    """A handler that hangs ends a step; the next one gets all messages of it."""
    taken = []
    prepared = prepared_cases(RunOptions())
    options = RunOptions()
    step = module.Stage(category="conforming", type="hang", drawn=True, limit=3)

    prepared.draw(step, options.chosen_contract, 0, lambda case: False)
    prepared.draw(step, options.chosen_contract, 0, lambda case: taken.append(case) or True)

    assert len(taken) == 3
