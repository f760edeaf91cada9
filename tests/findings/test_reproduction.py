"""Commands that reproduce an exchange."""

import shlex

import pytest

from pytest_vapi_contract.delivery import Exchange, Request, as_handler
from pytest_vapi_contract.findings import again
from pytest_vapi_contract.json_paths import dumps


def command(body, name="app:on_message"):
    """How a plain function of a name is called again."""

    class Named:
        speaks_http = can_listen = False

    handler = Named()
    handler.name = name
    return again(handler, Exchange(request=Request(path="/", body=dumps(body).encode())))["call"]


def test_a_web_app_is_sent_the_request_again():
    """By curl, as for a server."""

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    with as_handler(app, path="/webhook") as handler:
        request = handler.request({"message": None})

        [(label, line)] = again(handler, Exchange(request=request)).items()

    assert label == "curl"
    assert line.startswith("curl ")
    assert "/webhook" in line


@pytest.mark.parametrize("kind", ["lambda", "lambda-url", "lambda-v1"])
def test_a_lambda_function_is_not_behind_a_port(kind):
    """A line for curl could not work: it is replayed."""

    def function(event, context):
        return {"statusCode": 200}

    with as_handler(function, kind=kind) as handler:
        assert again(handler, Exchange(request=handler.request({"message": None}))) == {}


@pytest.mark.parametrize("body", [{"message": None}, {"message": 'it\'s "quoted" $HOME `x` \\ !'}])
def test_a_function_is_called_again_in_a_shell(body):
    """What the shell hands to Python is the call, whatever the message has in it."""
    python, flag, code = shlex.split(command(body))

    assert (python, flag) == ("python", "-c")
    assert code == f"import app; app.on_message({body!r})"


def test_a_function_without_a_module_is_called_by_its_name():
    """Nothing can be imported, so it is not a shell command."""
    assert command({"message": True}, name="handle") == "handle({'message': True})"
