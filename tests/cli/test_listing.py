"""The names that other commands take."""

import json

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.contract import shipped


def test_revisions_are_listed(command):
    """The newest comes last."""
    assert command("revisions").output.splitlines() == list(Contract.revisions())


@pytest.mark.parametrize("revision", Contract.revisions())
def test_types_are_listed(command, revision):
    """One line for each message type of a revision that is sent, with a description in a column."""
    lines = command("types", "--revision", revision).output.splitlines()

    assert [line.split()[0] for line in lines] == list(shipped(revision).observed_types)
    assert "hang                          Nobody has spoken for some seconds. It is not a hang-up." in lines


def test_checks_are_listed(command):
    """One line for each check, with what it demands."""
    lines = command("checks").output.splitlines()

    assert lines == [f"{rule.id:<12}  {rule.doc}" for rule in CHECKS.values()]


def test_lists_can_be_read_by_programs(command):
    """`--json` prints one array, which says more."""
    types = {each["type"]: each for each in json.loads(command("types", "--json").output)}
    checks = {each["check"]: each for each in json.loads(command("checks", "--json").output)}

    assert (types["tool-calls"]["reply_is_used"], types["hang"]["reply_is_used"]) == (True, False)
    assert (types["hang"]["published"], types["assistant.started"]["published"]) == (True, False)
    assert (checks["survives"]["default"], checks["rejects"]["default"]) == (True, False)
    assert checks["redelivery"]["needs_state"]
