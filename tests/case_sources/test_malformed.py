"""Bodies that are not JSON, and odd requests, for a handler."""

import pytest

from pytest_vapi_contract.case_sources.malformed import http_cases, is_framed, text_cases, unframed
from pytest_vapi_contract.delivery import as_handler

BODY = {"message": {"type": "hang"}}


def app(environ, start_response):
    """A web app that accepts everything."""
    start_response("200 OK", [])
    return [b""]


@pytest.fixture
def web():
    """A web app in process."""
    with as_handler(app, path="/webhook") as handler:
        yield handler


def test_a_function_is_given_values_only():
    """It is called with a parsed body, so nothing can be wrong with the text or the request."""
    with as_handler(lambda body: None) as handler:
        assert list(text_cases(handler, "hang", BODY)) == []
        assert list(http_cases(handler, "hang", BODY)) == []
        assert list(unframed(handler)) == []


def test_what_needs_a_socket_is_not_sent_in_process(web):
    """It is counted instead, with what to do."""
    [skip] = unframed(web)

    assert not any(map(is_framed, http_cases(web, "hang", BODY)))
    assert skip.what.endswith("requests that need a connection")
    assert "URL" in skip.why


def test_a_url_takes_everything():
    """Nothing is skipped."""
    handler = as_handler("http://127.0.0.1:9/webhook")

    assert any(map(is_framed, http_cases(handler, "hang", BODY)))
    assert list(unframed(handler)) == []


def test_a_text_is_made_from_the_message(web):
    """Without its envelope or with it: the case is the same."""
    bare = [case.body for case in text_cases(web, "hang", BODY["message"])]
    enveloped = [case.body for case in text_cases(web, "hang", BODY)]

    assert bare == enveloped
    assert all(isinstance(body, bytes) for body in bare)
