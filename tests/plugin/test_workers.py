"""The folder that workers share."""

from types import SimpleNamespace

from pytest_vapi_contract.plugin.workers import SharedFolder, shared_file


def test_all_workers_get_one_folder():
    """It is there until the session is over."""
    cleanups = []
    nodes = [SimpleNamespace(workerinput={}), SimpleNamespace(workerinput={})]
    folder = SharedFolder(SimpleNamespace(add_cleanup=cleanups.append))
    for node in nodes:
        folder.pytest_configure_node(node)

    one, other = (shared_file(node) for node in nodes)
    assert one is not None
    assert one == other

    for cleanup in cleanups:
        cleanup()
    assert shared_file(nodes[0]) is None


def test_outside_of_a_worker_nothing_is_shared():
    """There is one process."""
    assert shared_file(SimpleNamespace()) is None
