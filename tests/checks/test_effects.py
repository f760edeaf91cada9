import pytest

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.checks import CHECKS, selected
from pytest_vapi_contract.checks.effects import WORDS, CallEffect
from pytest_vapi_contract.checks.state_probe import Effect
from tests.exchanges import exchange

CASE = Case(id="no-effect", type="hang", body={"message": {"type": "hang"}}, category="call")


def test_without_handled_types_nothing_is_demanded():
    """Nobody knows then which messages should have an effect."""
    [idle] = selected(["effects"])
    [busy] = selected(["effects"], acted_on=["hang"])

    assert idle.demands_nothing
    assert not busy.demands_nothing


@pytest.mark.parametrize("fault", WORDS)
def test_each_fault_is_a_finding_with_its_events(fault):
    """Its words have the facts, and its table is below what came back."""
    facts = dict.fromkeys(("calls", "events", "what", "example", "value", "apart", "lacks"), "FACT")
    effect = CallEffect(before="", after="", changed=False, fault=fault, facts=facts, events=("  time",))

    finding = CHECKS["effects"].judge(CASE, exchange(), effect)

    assert finding.severity == "lost"
    assert finding.replay == "effects/hang/no-effect"
    assert ("", "  time") in finding.rows()
    assert finding.to_json()["events"] == ["  time"]
    assert "{" not in str(finding.rows()[:2])


def test_an_ordinary_effect_is_no_fault():
    """Only what was found while calls were played is."""
    effect = Effect(before="0", after="1", changed=True)

    assert CHECKS["effects"].judge(CASE, exchange(), effect) is None
