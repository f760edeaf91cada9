import pytest

from pytest_vapi_contract import assert_survives


@pytest.mark.vapi_mutations("tool-calls", "status-update")
def test_survives(vapi_handler, vapi_mutation):
    assert_survives(vapi_handler, vapi_mutation)
