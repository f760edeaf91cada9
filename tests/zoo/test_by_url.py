"""Webhooks of the zoo that answer, behind a socket, as users run them."""

import threading
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from pytest_vapi_contract import check_handler
from tests.zoo.exhibit import FEW, opened


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, format, *args):
        """Nothing."""


@contextmanager
def served(app):
    """The URL of a WSGI application on the loopback interface."""
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/webhook"
        finally:
            server.shutdown()
            thread.join()


def checked(module):
    """The report of a run over the URL of an exhibit."""
    exhibit = module.EXHIBIT
    with served(module.app) as url:
        return check_handler(url, types=exhibit.types, handles=exhibit.handles, checks=["replies"], **FEW)


@pytest.mark.parametrize(
    "name", ["entry_is_not_in_a_list", "results_are_sent_as_html", "handoff_names_nobody"]
)
def test_a_wrong_reply_is_found_by_url(name):
    """In the same words as in the same process."""
    module = opened("faulty", name)
    [expected] = module.EXHIBIT.expected

    [finding] = checked(module).findings

    assert expected.title in finding.title
    assert expected.says in str(finding)


@pytest.mark.parametrize("name", ["knowledge_in_documents", "results_on_one_line"])
def test_a_right_reply_is_not_blamed_by_url(name):
    """Nothing is said of it."""
    report = checked(opened("correct", name))

    assert report.ok, str(report)
    assert report.exchanges > 0
