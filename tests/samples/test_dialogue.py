"""Lists of what was said, in the way in which their items can tell it."""

import pytest

from pytest_vapi_contract.realism.sample_size import DETAILS
from pytest_vapi_contract.realism.scenario import Scenario
from pytest_vapi_contract.samples.dialogue import BRIEF, dialogue
from pytest_vapi_contract.shapes import is_member
from tests.contract.messages import contract
from tests.shapes.tiny import compiled

KNOWN = contract().catalogue()
SCENARIO = Scenario(3, "end-of-call-report", DETAILS["typical"])


def list_of(component, name):
    """The shape of a list that a component has under a name."""
    record = KNOWN.resolve(KNOWN.component(component))
    return KNOWN.resolve(record.properties[name].shape)


@pytest.mark.parametrize("name", ["messages", "messagesOpenAIFormatted"])
def test_each_line_is_told_and_valid(name):
    """In the order of the scenario, each as an item that the list allows."""
    shape = list_of("Artifact", name)

    items = dialogue(KNOWN, shape)(SCENARIO)

    texts = [item.get("message") or item.get("content") for item in items]
    spoken = [line.text for line in SCENARIO.lines if line.kind in ("user", "bot")]
    assert [text for text in texts if text in spoken] == spoken
    assert is_member(KNOWN, shape, items)


def test_a_list_of_anything_else_is_no_dialogue():
    """It is planned as any other list."""
    known, shape = compiled({"type": "array", "items": {"type": "string"}})

    assert dialogue(known, shape) is None


def test_without_room_a_dialogue_is_brief():
    """The first lines only."""
    scenario = Scenario(3, "end-of-call-report", DETAILS["rich"])
    scenario.room = -1

    items = dialogue(KNOWN, list_of("Artifact", "messages"))(scenario)

    assert 0 < len(items) <= BRIEF
