"""The command that repeats an exchange."""

import shlex

import pytest

from pytest_vapi_contract import Bearer
from pytest_vapi_contract.conformance import RunOptions, replay_command
from pytest_vapi_contract.conformance.replay_command import command_for
from pytest_vapi_contract.contract import newest

CHECK = ["vapi-contract", "check", "app:app"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, []),
        ({"path": None, "secret": None, "allow-remote": False, "header": ()}, []),
        ({"revision": "2026-04-22", "path": "/a b"}, ["--path", "/a b", "--revision", "2026-04-22"]),
        ({"allow-remote": True, "hmac-base64-secret": True}, ["--allow-remote", "--hmac-base64-secret"]),
        ({"bearer-prefix": ""}, ["--bearer-prefix", ""]),
        ({"secret": "hunter2"}, ["--secret", "env:VAPI_SECRET"]),
        ({"hmac": "env:KEY"}, ["--hmac", "env:KEY"]),
        ({"header": ("X-A: 1", "X-B: 2")}, ["--header", "X-A: 1", "--header", "X-B: 2"]),
        ({"header": ("Authorization: hunter2",)}, ["--header", "Authorization: env:VAPI_SECRET"]),
    ],
)
def test_it_has_what_was_given(given, words):
    """The shell reads the same options, and no secret is among them."""
    command = replay_command(CHECK, given)

    assert shlex.split(command) == [*CHECK, *words, "--replay"]
    assert command.endswith(" --replay ")


def test_options_of_pytest_are_joined():
    """There an option and its value are one word."""
    command = replay_command(["pytest"], {"handler": "app:app", "path": "/a b"}, start="--vapi-", joint="=")

    assert command == "pytest --vapi-handler=app:app --vapi-path='/a b' --vapi-replay="


def test_a_handler_that_is_named_has_one():
    """With all options that the shell has words for."""
    options = RunOptions(path="/webhook", timeout=2.5, headers={"X-A": "1"}, allow_remote=True)

    command = command_for("app:app", options)

    assert command == (
        "vapi-contract check app:app --path /webhook --allow-remote --timeout 2.5 --header 'X-A: 1' --replay "
    )


@pytest.mark.parametrize(
    ("handler", "options"),
    [
        (print, {}),
        ("app:app", {"credentials": Bearer("hunter2")}),
        ("app:app", {"contract": newest()}),
        ("app:app", {"state": dict}),
        ("app:app", {"reset": dict}),
        ("app:app", {"kind": "wsgi"}),
        ("app:app", {"envelope": False}),
    ],
)
def test_what_only_python_can_say_has_none(handler, options):
    """A line that would do something else is not shown."""
    assert command_for(handler, RunOptions(**options)) == ""
