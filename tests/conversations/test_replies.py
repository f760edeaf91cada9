"""A reply is read as Vapi reads it: what it cannot use is no answer."""

import pytest

from pytest_vapi_contract.conversations.replies import assistant_of, error_of, results_of


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


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"error": "We are closed."}, "We are closed."),
        ({"error": "We are closed.", "assistantId": "a"}, "We are closed."),
        ({"error": "We are closed.", "destination": {"type": "number"}}, None),
        ({"error": ""}, None),
        ({"error": {"code": 7}}, None),
        ({"assistantId": "a"}, None),
        (None, None),
    ],
)
def test_an_error_is_a_text_beside_no_destination(body, error):
    """Vapi forwards the call to a destination, whatever else the reply has."""
    assert error_of(body) == error
