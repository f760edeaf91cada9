import pytest

from pytest_vapi_contract.errors import BadOption
from pytest_vapi_contract.fuzzing.options import FuzzOptions


@pytest.mark.parametrize(("name", "value"), [("max_exchanges", 0), ("time_budget", "10m")])
def test_an_option_that_cannot_be_used_is_refused(name, value):
    """Those of a run as well."""
    with pytest.raises(BadOption, match=name):
        FuzzOptions(**{name: value})


@pytest.mark.parametrize("database", ["", 7, []])
def test_a_database_is_named_or_one(database):
    """Its name may have a password in it, so it is not repeated."""
    with pytest.raises(BadOption, match=r"database=… cannot be used\. It must be a directory"):
        FuzzOptions(database=database)
