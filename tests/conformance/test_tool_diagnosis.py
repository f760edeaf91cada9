"""Which argument decides."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import ARGUMENTS, Condition, Kind, found
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance.failure_groups import Group
from pytest_vapi_contract.conformance.tool_diagnosis import with_size, without_retold
from pytest_vapi_contract.wire_envelope import envelope
from tests.exchanges import conforming, exchange

PLACE = (*ARGUMENTS, "notes")


def told(value):
    """The condition of an argument, in words."""
    call = {"function": {"arguments": {"notes": value}}}
    condition = Condition(
        **{name: getattr(found(PLACE, value), name) for name in ("kind", "places", "type", "empty", "value")},
        tool="book",
    )
    return str(with_size(condition, envelope({"toolCallList": [call]})))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("tea", '`notes` of `book` is the string "tea"'),
        ("one\ntwo", '`notes` of `book` is the string "one\\ntwo"'),
        ("", "`notes` of `book` is an empty string"),
        ("x" * 1200, "`notes` of `book` is a string of 1,200 characters"),
        ([1, 2, 3], "`notes` of `book` is a list of 3 items"),
        ([], "`notes` of `book` is an empty list"),
        ({"a": 1}, "`notes` of `book` is an object"),
        (9, "`notes` of `book` is 9"),
        (None, "`notes` of `book` is null"),
    ],
)
def test_a_condition_tells_the_value_or_its_size(value, words):
    """A text on two lines is quoted, and a long one told by its length."""
    assert told(value) == words


def test_a_condition_about_no_place_stays():
    """There is no value to look at."""
    condition = Condition(kind=Kind.LARGE)

    assert with_size(condition, {}) is condition


def test_a_failure_of_another_tool_is_told_by_itself():
    """A call tells no more about other tools than a message of production does."""

    def failed(tool, count=1):
        case = conforming({}, facts={"tool": tool}, type="tool-calls")
        return replace(CHECKS["accepts"].judge(case, exchange(status=500)), count=count)

    of_messages = Group("accepts", "tool-calls", ("status", 500), conditional=False)
    of_tools = of_messages._replace(is_of_tools=True)
    called, again, other = failed("book"), failed("book", 3), failed("cancel")

    kept = without_retold({of_messages: [again, other], of_tools: [called]})

    assert kept == {of_messages: [other], of_tools: [replace(called, count=4)]}
