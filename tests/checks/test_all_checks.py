"""The table of all checks, and those that are selected from it."""

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.checks import CHECKS, DEFAULT, selected
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import UnknownCheck


def names(**options):
    """The names of the selected checks."""
    return [check.id for check in selected(**options)]


def test_a_check_has_the_name_under_which_it_is_listed():
    """And says in one sentence what it requires."""
    assert {name: check.id for name, check in CHECKS.items()} == {name: name for name in CHECKS}
    assert all(check.doc.endswith(".") and check.categories for check in CHECKS.values())


@pytest.mark.parametrize(
    ("on_invalid", "has", "lacks"), [("survive", "survives", "rejects"), ("reject", "rejects", "survives")]
)
def test_invalid_messages_are_survived_or_rejected(on_invalid, has, lacks):
    """By default one of both, never both."""
    found = names(on_invalid=on_invalid)

    assert found == list(DEFAULT[on_invalid])
    assert has in found
    assert lacks not in found


def test_checks_are_selected_by_name():
    """In the order in which they are named, each once, without those that are skipped."""
    assert names(names=["leaks", "accepts", "leaks"]) == ["leaks", "accepts"]
    assert "leaks" not in names(skipped=["leaks"])


@pytest.mark.parametrize("options", [{"names": ["accept"]}, {"skipped": ["accept"]}])
def test_an_unknown_check_is_an_error_with_advice(options):
    """Also one that is skipped."""
    with pytest.raises(UnknownCheck, match="accepts"):
        selected(**options)


def test_a_function_refuses_by_raising():
    """The expectation names the exceptions, and HTTP checks are left as they are."""
    [plain] = selected(["rejects"])
    [function] = selected(["rejects"], refusals=(ValueError, KeyError))

    assert plain == CHECKS["rejects"]
    assert "ValueError or KeyError" in function.expected
    assert function.refusals == (ValueError, KeyError)


def test_a_check_knows_the_revision():
    """Replies are judged by the contract of the run."""
    contract = shipped(Contract.revisions()[0])

    assert {check.revision for check in selected(contract=contract)} == {contract.revision}


def test_types_that_the_handler_acts_on_are_known_to_whichever_check_asks():
    """However they are given: an iterator is read once."""
    checks = {each.id: each for each in selected(contract=shipped(), acted_on=iter(["tool-calls"]))}

    assert checks["replies"].acted_on == {"tool-calls"}
