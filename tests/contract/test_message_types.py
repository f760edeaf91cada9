"""The message types that editors complete."""

from typing import get_args

from pytest_vapi_contract import MessageType
from pytest_vapi_contract.contract import DESCRIPTIONS, ShippedType, shipped

REVISIONS = ("2026-04-22", "2026-08-18")


def test_they_are_those_of_the_shipped_schemas():
    """Each type that a shipped revision has a schema for is listed, and no other."""
    known = {type for revision in REVISIONS for type in shipped(revision).observed_types}

    assert sorted(known) == list(get_args(ShippedType))


def test_another_bundle_may_have_others():
    """A type checker takes any string."""
    assert str in get_args(MessageType)


def test_each_has_a_description():
    """It fits into a line of a terminal, beside the name, and says so where Vapi uses the reply."""
    contract = shipped()

    assert list(DESCRIPTIONS) == list(get_args(ShippedType))
    assert max(map(len, DESCRIPTIONS.values())) <= 75
    assert [type for type, text in DESCRIPTIONS.items() if text.endswith("Vapi uses the reply.")] == [
        type for type in contract.observed_types if contract.properties_of_reply(type)
    ]
