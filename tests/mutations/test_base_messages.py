"""Small conforming messages, to be broken."""

import pytest

from pytest_vapi_contract.mutations import each_alone, each_alone_within
from pytest_vapi_contract.mutations.assertions import asserted_places
from pytest_vapi_contract.mutations.base_messages import BASES, BaseMessages, tags
from tests.contract.messages import contract, small
from tests.shapes.tiny import compiled

TYPES = contract().message_types
STRING = {"type": "string"}
DOG, CAT = (
    {
        "type": "object",
        "properties": {"kind": {"type": "string", "enum": [kind]}, "name": STRING},
        "required": ["kind"],
    }
    for kind in ("dog", "cat")
)


@pytest.mark.parametrize("type", TYPES)
def test_the_smallest_message_conforms_and_says_its_type(type):
    """A handler tells messages apart by `type`, so it is there even where no schema requires it."""
    message = contract().smallest(type)

    assert message["type"] == type
    assert contract().standing(message) == "conforming"


def test_a_smallest_message_is_yours_to_change():
    """The next one is as it was."""
    contract().smallest("session.created")["session"].clear()

    assert contract().smallest("session.created")["session"]


@pytest.mark.parametrize("type", ["hang", "status-update"])
def test_each_optional_property_comes_alone(type):
    """Each message has one property more than the smallest one."""
    bare = contract().smallest(type)

    more = [set(message) - set(bare) for message in each_alone(contract(), type)]

    assert all(len(names) == 1 for names in more)
    assert {"call", "timestamp"} <= set().union(*more)


def test_each_list_and_object_of_an_object_comes_alone():
    """As empty as it can be, in the smallest message that has what is around it."""
    within = dict(each_alone_within(contract(), "end-of-call-report", "artifact"))
    call = dict(each_alone_within(contract(), "hang", "call"))

    assert within["messages"]["artifact"] == {"messages": []}
    assert call["customer"]["call"]["customer"] == {}
    assert "transcript" not in within  # it is a text
    assert not dict(each_alone_within(contract(), "hang", "status"))


def test_a_base_leads_to_the_value_that_is_to_be_broken():
    """The message conforms, and the value is at the place that the base names."""
    known = small({"type": "array", "items": {"oneOf": [DOG, CAT]}})
    base_messages = BaseMessages(known, "ping")

    for place in asserted_places(known.bundle, known.catalogue(), "ping"):
        bases = list(base_messages.bases(place))

        assert 1 <= len(bases) <= BASES
        for base in bases:
            there = base.message
            for token in base.path.tokens:
                there = there[token]
            assert there == base.valid.value
            assert known.standing(base.message) == "conforming"


def test_tags_tell_branches_apart():
    """A property that lists other values in each branch is a tag; one that is free is none."""
    known, union = compiled({"oneOf": [DOG, CAT]})

    assert tags(known, union) == {"kind": {"#/oneOf/0": ("dog",), "#/oneOf/1": ("cat",)}}
