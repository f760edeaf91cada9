from random import Random

import pytest

from pytest_vapi_contract.cases.condition import MISSING
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing.schema_values import SchemaValues
from pytest_vapi_contract.samples import sample

CONTRACT = newest()


def schema(type="end-of-call-report", **options):
    """The values of a type."""
    return SchemaValues(contract=CONTRACT, type=type, **{"compared": {}} | options)


def values(path, number=60, **options):
    """Some values at a place."""
    return [schema(**options).value(path, Random(seed)) for seed in range(number)]


@pytest.mark.parametrize("name", ["destination", "artifact", "costs", "startedAt", "endedReason"])
def test_a_value_of_the_schema_is_valid_there(name):
    """In a message that is valid without it."""
    for value in values((name,), 20):
        message = sample("end-of-call-report", detail="minimal") | {name: value}
        assert CONTRACT.standing(message) == "conforming"


def test_all_branches_of_a_union_are_taken():
    """One by one, and what is in one of them is found."""
    assert {value["type"] for value in values(("destination",))} == {"number", "sip"}
    assert all(isinstance(value, dict) for value in values(("destination", "sipHeaders"), 5))
    assert len({value["type"] for value in values(("costs", 0))}) > 4


def test_what_the_source_compares_is_taken_most_often():
    """A branch that has it, and the value itself."""
    branches = [each["type"] for each in values(("destination",), compared={"type": ("sip",)})]
    reasons = values(("endedReason",), compared={"endedReason": ("customer-busy", "no such reason")})

    assert branches.count("sip") > 30
    assert reasons.count("customer-busy") > 15
    assert "no such reason" not in reasons


def test_values_of_one_seed_belong_together():
    """They have the same id."""
    call = {"seed": 7, "reading": "observed"}
    ids = {
        value["id"] for type in ("hang", "status-update") for value in values(("call",), 5, type=type, **call)
    }

    assert len(ids) == 1


@pytest.mark.parametrize("path", [("no",), ("startedAt", "deeper"), ("costs", 0, "no"), ("type", 0)])
def test_where_the_schema_has_nothing_there_is_no_value(path):
    """It is missing."""
    assert schema().value(path, Random(0)) is MISSING
