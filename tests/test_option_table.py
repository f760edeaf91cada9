"""The options that the front ends have in common."""

from dataclasses import fields

import pytest

from pytest_vapi_contract import Bearer, Hmac
from pytest_vapi_contract.cli import main
from pytest_vapi_contract.conformance import MAX_EXAMPLES
from pytest_vapi_contract.option_table import MAX_EXAMPLES as MOST
from pytest_vapi_contract.option_table import SECRETS, SIGNING
from pytest_vapi_contract.plugin import OPTIONS

CLASSES = {"bearer": Bearer, "hmac": Hmac}
DETAILS = [each for each in SIGNING if each.credential]


@pytest.mark.parametrize("option", DETAILS, ids=lambda option: option.name)
def test_a_detail_is_an_argument_of_its_credential(option):
    """It can be handed on by name, and its choices are those that the credential takes."""
    credential = CLASSES[option.credential]

    assert option.argument in {each.name for each in fields(credential)}
    for choice in option.choices:
        assert getattr(credential("key", **{option.argument: choice}), option.argument) == choice


def test_what_is_no_detail_is_a_secret():
    """Each credential has one option for the secret itself."""
    assert SECRETS == ("secret", "bearer", "hmac")


@pytest.mark.parametrize("command", ["check", "send"])
def test_the_command_line_signs_as_the_table_says(command):
    """Each option is there, with its text and its choices."""
    known = {each.opts[0]: each for each in main.commands[command].params}

    for option in SIGNING:
        made = known[f"--{option.name}"]
        assert made.help == option.help
        assert made.is_flag is (option.metavar is None)
        assert tuple(getattr(made.type, "choices", ())) == option.choices


def test_pytest_signs_as_the_table_says():
    """Each option is there, and a setting of the same name."""
    assert [each for each in OPTIONS if each in SIGNING] == list(SIGNING)


def test_the_defaults_are_those_of_a_run(pytester):
    """What the table says, without importing it, is what a run does; pytest tells option and default."""
    result = pytester.runpytest_inprocess("--help")

    assert int(MOST.default) == MAX_EXAMPLES
    text = " ".join(result.stdout.str().split())
    for option in OPTIONS:
        assert f"--vapi-{option.name}" in text
        assert f"vapi_{option.key} (" in text
    assert f"per message type. (default: {MAX_EXAMPLES})" in text
