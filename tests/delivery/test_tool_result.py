from dataclasses import FrozenInstanceError

import pytest

from pytest_vapi_contract import Reply, ToolResult
from pytest_vapi_contract.delivery.tool_result import results_of
from pytest_vapi_contract.errors import ReplyNotJson

BODY = b'{"results": [{"toolCallId": "a", "result": "booked"}, {"toolCallId": "b", "error": "closed"}]}'


def test_results_are_found_by_the_ids_of_the_calls():
    """Each says what was returned, or why not."""
    reply = Reply(status=200, body=BODY)

    assert reply.results == {
        "a": ToolResult(id="a", result="booked"),
        "b": ToolResult(id="b", error="closed"),
    }


def test_results_are_frozen():
    """Neither the table nor what it holds can be changed."""
    results = Reply(status=200, body=BODY).results

    with pytest.raises(TypeError):
        results["c"] = results["a"]
    with pytest.raises(FrozenInstanceError):
        results["a"].result = "cancelled"


def test_what_a_function_returned_has_results_too():
    """Whatever kind of handler it is."""
    returned = {"results": [{"toolCallId": "a", "name": "book", "result": "booked"}]}

    assert Reply(status=None, value=returned).results["a"].name == "book"


@pytest.mark.parametrize("value", [None, [], {}, {"results": 7}, {"results": [7, {"result": "booked"}]}])
def test_a_reply_without_results_has_none(value):
    """What has no id cannot be found by one."""
    assert results_of(value) == {}


def test_the_first_of_two_results_counts():
    """The check `replies` reports the second one."""
    twice = [{"toolCallId": "a", "result": "first"}, {"toolCallId": "a", "result": "second"}]

    assert results_of({"results": twice})["a"].result == "first"


def test_a_reply_that_is_not_json_has_no_results():
    """The error says why."""
    with pytest.raises(ReplyNotJson):
        _ = Reply(status=200, body=b"booked").results
