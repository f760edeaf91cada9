"""WSGI applications, called as PEP 3333 says."""

import io

import pytest

from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.delivery.kinds.wsgi import WsgiAdapter, environ_of
from pytest_vapi_contract.delivery.recorder import LIMIT

HEADERS = [("Content-Type", "text/plain")]


def exchanged(app):
    """One exchange with an application."""
    opened = WsgiAdapter(app)
    opened.open(5)
    try:
        return opened.exchange(Request(), 5)
    finally:
        opened.close()


def test_the_environment_has_path_query_and_headers():
    """Headers of one name are joined, and the two that PEP 3333 names have no prefix."""
    request = Request(
        path="/web%20hook?a=1",
        headers=(("Content-Type", "application/json"), ("X-Two", "1"), ("x-two", "2")),
        body=b"{}",
    )

    environ = environ_of(request, io.StringIO())

    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/web hook", "a=1")
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("application/json", "2")
    assert environ["HTTP_X_TWO"] == "1,2"
    assert environ["wsgi.input"].read() == b"{}"


def test_what_is_written_and_what_is_returned_are_one_body():
    """`write` comes before the iterable."""

    def app(environ, start_response):
        start_response("200 OK", HEADERS)(b"one ")
        return [b"two"]

    reply = exchanged(app).reply

    assert reply is not None
    assert (reply.status, reply.body) == (200, b"one two")


def test_an_iterable_is_closed():
    """Also where the application raises while it is read."""
    closed = []

    class Body:
        def __iter__(self):
            yield b"one"
            raise KeyError("call")

        def close(self):
            closed.append(True)

    def app(environ, start_response):
        start_response("200 OK", HEADERS)
        return Body()

    exchange = exchanged(app)

    assert closed == [True]
    assert exchange.crash is not None
    assert exchange.reply is not None  # its first byte had gone out


def test_an_exception_before_the_first_byte_undoes_the_status():
    """Nothing has gone over the wire by then."""

    def app(environ, start_response):
        start_response("200 OK", HEADERS)
        raise KeyError("call")

    exchange = exchanged(app)

    assert exchange.reply is None
    assert exchange.crash is not None


def test_an_error_page_may_take_the_place_of_a_response_that_has_not_begun():
    """`start_response` may be called again with `exc_info`."""

    def app(environ, start_response):
        start_response("200 OK", HEADERS)
        try:
            raise KeyError("call")
        except KeyError as error:
            start_response("503 Sorry", HEADERS, (type(error), error, error.__traceback__))
        return [b"sorry"]

    reply = exchanged(app).reply

    assert reply is not None
    assert (reply.status, reply.body) == (503, b"sorry")


def test_two_responses_are_an_error_of_the_application():
    """Without `exc_info` the second call is against PEP 3333."""

    def app(environ, start_response):
        start_response("200 OK", HEADERS)
        start_response("200 OK", HEADERS)
        return []

    crash = exchanged(app).crash

    assert crash is not None
    assert "twice" in crash.message


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_a_body_is_kept_up_to_a_limit(size):
    """A longer one is cut, and says so."""

    def app(environ, start_response):
        start_response("200 OK", HEADERS)
        return [b"x" * size]

    reply = exchanged(app).reply

    assert reply is not None
    assert (len(reply.body), reply.truncated) == (LIMIT, size > LIMIT)
