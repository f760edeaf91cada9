"""The message types that editors complete."""

from typing import get_args

from pytest_vapi_contract import Contract, MessageType
from pytest_vapi_contract.contract import ShippedType

REVISIONS = ("2026-04-22", "2026-08-18")


def test_they_are_those_of_the_shipped_schemas():
    """Each type that a shipped revision has a schema for is listed, and no other."""
    shipped = {type for revision in REVISIONS for type in Contract.load(revision).observed_types}

    assert sorted(shipped) == list(get_args(ShippedType))


def test_another_bundle_may_have_others():
    """A type checker takes any string."""
    assert str in get_args(MessageType)
