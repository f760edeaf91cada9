"""Headers that a client adds."""

import pytest

from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.delivery.kinds.client_headers import complete_headers


def test_host_and_length_are_added():
    """A request without headers of its own gets what every client sends."""
    headers = complete_headers(Request(body=b"{}", headers=(("X-Other", "1"),)))

    assert headers == (("Host", "127.0.0.1:8000"), ("Content-Length", "2"), ("X-Other", "1"))


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (("HOST", "example.test"), "Host"),
        (("content-length", "7"), "Content-Length"),
        (("Transfer-Encoding", "chunked"), "Content-Length"),
    ],
)
def test_what_the_request_says_itself_is_not_added(header, missing):
    """Whatever the case of the name, a header of the request is left as it is."""
    headers = complete_headers(Request(body=b"{}", headers=(header,)))

    assert header in headers
    assert missing not in [name for name, _ in headers if (name, _) != header]
