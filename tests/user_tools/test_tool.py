"""A tool, its server and its assistant as values."""

import pytest

from pytest_vapi_contract.user_tools.tool import Backoff, ToolServer, server_of
from tests.user_tools.documents import SECRET


def test_the_server_of_a_tool_has_its_settings():
    """URL, secret, headers, time limit and retries are read."""
    server = server_of(
        {
            "server": {
                "url": "https://hooks.example.com/tools?v=2",
                "secret": SECRET,
                "headers": {"X-Team": "desk", "X-Odd": 1},
                "timeoutSeconds": 5,
                "backoffPlan": {"type": "fixed", "maxRetries": 3, "excludedStatusCodes": [401]},
            }
        }
    )

    assert server == ToolServer(
        url="https://hooks.example.com/tools?v=2",
        secret=SECRET,
        headers=(("X-Team", "desk"),),
        timeout=5.0,
        backoff=Backoff(max_retries=3, excluded=(401,)),
    )
    assert server.path == "/tools?v=2"


def test_a_server_is_read_as_it_used_to_be_written():
    """`serverUrl` and `serverUrlSecret` are the older names."""
    server = server_of({"serverUrl": "https://hooks.example.com", "serverUrlSecret": SECRET})

    assert server == ToolServer(url="https://hooks.example.com", secret=SECRET)
    assert server.path == "/"


@pytest.mark.parametrize("value", [None, [], {}, {"server": None}, {"serverUrl": ""}])
def test_there_may_be_no_server(value):
    """What has no server has none."""
    assert server_of(value) is None


@pytest.mark.parametrize("url", ["", "{{server}}/vapi", "http://[half"])
def test_a_url_that_cannot_be_read_has_no_path(url):
    """A template, or half of an address, says nothing of the path."""
    assert ToolServer(url=url).path is None


@pytest.mark.parametrize(("given", "seconds"), [(0.1, 1.0), (900, 300.0), ("5", None), (True, None)])
def test_a_time_limit_is_within_those_of_vapi(given, seconds):
    """Vapi waits between 1 and 300 seconds."""
    server = server_of({"server": {"timeoutSeconds": given}})

    assert server is not None
    assert server.timeout == seconds


def test_a_server_does_not_show_its_secrets():
    """The text of a value has neither the secret nor the URL nor the headers."""
    server = ToolServer(url=f"https://x.example.com?token={SECRET}", secret=SECRET, headers=(("A", SECRET),))

    assert SECRET not in repr(server)
