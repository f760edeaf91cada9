import pytest

from pytest_vapi_contract.conformance.fuzz_options import FuzzOptions
from pytest_vapi_contract.errors import BadOption


@pytest.mark.parametrize(("name", "value"), [("max_exchanges", 0), ("time_budget", "10m")])
def test_an_option_that_cannot_be_used_is_refused(name, value):
    """Those of a run as well."""
    with pytest.raises(BadOption, match=name):
        FuzzOptions(**{name: value})
