"""A reply is read as Vapi reads it: what it cannot use is no answer."""

import pytest

from pytest_vapi_contract.conversations.replies import assistant_of, results_of


@pytest.mark.parametrize(
    ("body", "results"),
    [
        ({"results": [{"toolCallId": "a", "result": "yes"}]}, {"a": "yes"}),
        ({"results": [{"toolCallId": "a", "error": "no"}]}, {"a": "no"}),
        ({"results": [{"toolCallId": "a", "result": {"ok": True}}]}, {}),
        ({"results": [{"result": "yes"}, "a", None]}, {}),
        ({"results": {"toolCallId": "a", "result": "yes"}}, {}),
        ({}, {}),
        (None, {}),
        ("results", {}),
    ],
)
def test_results_are_those_with_an_id_and_a_text(body, results):
    """All else is read as no result."""
    assert results_of(body) == results


@pytest.mark.parametrize(
    ("body", "assistant"),
    [
        ({"assistantId": "a"}, {"id": "a"}),
        ({"assistant": {"name": "Ann"}}, {"name": "Ann"}),
        ({"assistant": "Ann", "assistantId": 3}, None),
        ({"error": "closed"}, None),
        (None, None),
        ([], None),
    ],
)
def test_an_assistant_is_named_or_described(body, assistant):
    """A reply that does neither leaves the assistant as it is."""
    assert assistant_of(body) == assistant
