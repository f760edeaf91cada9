"""A conversation in which given tools are called."""

from pytest_vapi_contract.samples.observed.tool_conversation import Asked, AskedConversation


def test_the_last_entry_calls_the_tools_in_their_order():
    """With their arguments as JSON; what comes before is an ordinary dialogue."""
    conversation = AskedConversation(3, [Asked("a", {"x": "é"}), Asked("b", {}, "call_mine")])

    last, before = conversation.entries[-1], conversation.entries[:-1]

    assert [(tool.name, tool.arguments) for tool in last.tools] == [("a", '{"x":"é"}'), ("b", "{}")]
    assert last.tools == conversation.pending
    assert last.tools[1].id == "call_mine"
    assert {"system", "bot", "user"} <= {entry.kind for entry in before}


def test_a_tool_is_called_by_ids_of_its_own():
    """The same for the same seed, and others in another conversation."""
    ids = [
        tool.id
        for seed in (0, 0, 1)
        for tool in AskedConversation(seed, [Asked("a", {}), Asked("a", {})]).pending
    ]

    assert ids[:2] == ids[2:4]
    assert len(set(ids)) == 4


def test_functions_are_told_as_they_were_defined():
    """Of a tool that is not known nothing is."""
    conversation = AskedConversation(0, [Asked("a", {})], {"a": {"name": "a", "strict": True}})

    assert conversation.definition("a") == {"name": "a", "strict": True}
    assert conversation.definition("b") == {}
