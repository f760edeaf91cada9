"""What workers share, and what they tell the process that controls them."""

from types import SimpleNamespace

import pytest

from pytest_vapi_contract.plugin.workers import Controller, Worker, shared_folder


def test_all_workers_get_one_folder():
    """It is there until the session is over."""
    cleanups = []
    nodes = [SimpleNamespace(workerinput={}), SimpleNamespace(workerinput={})]
    folder = Controller(SimpleNamespace(add_cleanup=cleanups.append))
    for node in nodes:
        folder.pytest_configure_node(node)

    one, other = (shared_folder(node) for node in nodes)
    assert one is not None
    assert one == other

    for cleanup in cleanups:
        cleanup()
    assert shared_folder(nodes[0]) is None


def test_outside_of_a_worker_nothing_is_shared():
    """There is one process."""
    assert shared_folder(SimpleNamespace()) is None


def test_a_usage_error_of_a_worker_ends_the_session():
    """With the same text: xdist itself would only say that no tests ran."""
    node = SimpleNamespace(workeroutput={})
    collection = Worker(node).pytest_collection()
    next(collection)
    with pytest.raises(pytest.UsageError):
        collection.throw(pytest.UsageError("no such module"))

    with pytest.raises(pytest.UsageError, match="no such module"):
        Controller(SimpleNamespace()).pytest_testnodedown(node)


def test_a_worker_that_ends_well_ends_nothing():
    """Nor does one that crashed before it had anything to tell."""
    controller = Controller(SimpleNamespace())

    controller.pytest_testnodedown(SimpleNamespace(workeroutput={}))
    controller.pytest_testnodedown(SimpleNamespace())
