import pytest

from pytest_vapi_contract.conformance.redelivery import can_be_known, is_recognisable
from tests.exchanges import conforming


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ({"timestamp": 1, "call": {"id": "c"}}, True),
        ({"timestamp": 1, "chat": {"id": "c"}}, True),
        ({"timestamp": 1}, False),
        ({"call": {"id": "c"}}, False),
        ({"timestamp": 1, "call": {}}, False),
    ],
)
def test_a_message_is_recognised_by_its_time_and_what_it_is_about(message, known):
    """Vapi sends no id of the delivery."""
    assert is_recognisable(message) is known
    assert can_be_known(conforming({"message": message})) is known
