"""The byte that is drawn for a property says whether it is there."""

from pytest_vapi_contract.strategies.encoding.presence import presence_of
from pytest_vapi_contract.strategies.message_size import Level
from tests.contract.messages import small

PING = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "note": {"type": "string"},
        "union": {"oneOf": [{"type": "string"}, {"type": "null"}]},
        "list": {"type": "array", "items": {"type": "string"}},
        "never": {"enum": []},
    },
}


def thresholds(**level):
    """From which byte on each property is there."""
    known = small(PING).catalogue()
    record = known.resolve(known.message("ping").properties["value"].shape)
    return {each.name: each.threshold for each in presence_of(known, record, Level(**level))}


def test_what_is_required_is_there_whatever_the_byte():
    """And what is optional is absent for byte 0, the simplest."""
    found = thresholds(plain=1, parts=10)

    assert found.pop("id") == 0
    assert min(found.values()) >= 1


def test_properties_without_parts_have_a_share_each():
    """Half of the bytes for a share of a half."""
    assert thresholds(plain=0.5, parts=0)["note"] == 128


def test_properties_with_parts_share_a_number():
    """One of two on average is there half the time."""
    found = thresholds(plain=0, parts=1)

    assert (found["union"], found["list"]) == (128, 128)


def test_what_has_no_value_is_never_there():
    """No byte reaches its threshold."""
    assert thresholds(plain=1, parts=1)["never"] == 256
