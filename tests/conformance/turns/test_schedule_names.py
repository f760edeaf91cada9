"""The names of the ways to deliver conversations."""

from pytest_vapi_contract.conformance.turns.schedule_names import SCHEDULES
from pytest_vapi_contract.conformance.turns.schedules import BY_NAME


def test_each_name_is_of_a_way_to_deliver():
    """And none is missing."""
    assert set(SCHEDULES) == set(BY_NAME)
