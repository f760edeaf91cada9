"""Cases for the user's own tools."""

from itertools import islice

import pytest

from pytest_vapi_contract.case_sources.tool_calls import ToolCases
from pytest_vapi_contract.cases.condition import ARGUMENTS, value_at
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.cases.http_change import HttpChange
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.json_paths import pointer
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import BOOK, properties, tool

HOURS = tool("opening_hours", properties(day={"type": "string"}))
TOOLS = user_tools([BOOK, HOURS])
CASES = ToolCases(TOOLS, newest())


def arguments_of(case):
    """The arguments of the first call of a case."""
    return value_at(case.body, ARGUMENTS)


@pytest.fixture(scope="module", name="valid")
def _valid():
    """Every case that must be answered."""
    return list(CASES.cases_of("arguments"))


@pytest.fixture(scope="module", name="broken")
def _broken():
    """Every case that must be survived."""
    return list(CASES.cases_of("bad-arguments"))


def test_valid_calls_match_the_parameters(valid):
    """And are messages that Vapi may send."""
    for case in valid:
        assert TOOLS.named(case.facts["tool"]).accepts(arguments_of(case))
        assert (case.type, case.category) == ("tool-calls", "arguments")
    assert newest().standing(valid[0].message) in ("conforming", "disputed")


def test_tools_take_turns(valid):
    """So that each has its first calls early."""
    assert [case.facts["tool"] for case in valid[:4]] == ["book_table", "opening_hours"] * 2
    assert [case.family for case in valid[:3:2]] == [Family.TOOL_REALISTIC, Family.TOOL_LEAST]


def test_several_calls_come_in_one_message(valid):
    """Two of one tool, and one of the next tool besides; the condition says so."""
    conditions = {str(case.condition) for case in valid if case.condition}

    assert conditions == {
        "`book_table` is called twice in one message",
        "`opening_hours` is called twice in one message",
        "`book_table` and `opening_hours` are called in one message",
        "`opening_hours` and `book_table` are called in one message",
        "five calls are in one message",
    }


def test_no_two_cases_have_an_id_of_a_call_or_a_name(valid, broken):
    """A handler may keep what it has answered by the id."""
    cases = [*valid, *broken]
    ids = [call["id"] for case in cases for call in case.message["toolCallList"]]

    assert len(ids) == len(set(ids))
    assert len({case.id for case in cases}) == len(cases)


def test_broken_calls_break_the_parameters_at_their_place(broken):
    """The first one is about an unknown tool; the rest of the arguments is realistic."""
    unknown, *others = (case for case in broken if case.family is not Family.TOOL_AMONG)

    assert str(unknown.condition) == "an unknown tool is called"
    assert unknown.message["toolCallList"][0]["function"]["name"] == "book_table_2"
    for case in others:
        contract = TOOLS.named(case.facts["tool"])
        assert contract.rejects(arguments_of(case))
        assert case.at.startswith(pointer(*ARGUMENTS[1:]))
        assert contract.accepts(value_at({"message": case.unbroken}, ARGUMENTS))


def test_a_broken_call_is_between_two_that_match(broken):
    """An argument that is required is missing in it; whoever is lenient takes a number in a string."""
    among = [case for case in broken if case.family is Family.TOOL_AMONG]

    assert [case.facts["tool"] for case in among] == ["book_table", "opening_hours"]
    for case in among:
        contract = TOOLS.named(case.facts["tool"])
        calls = [call["function"]["arguments"] for call in case.message["toolCallList"]]
        assert [contract.accepts(arguments) for arguments in calls] == [True, False, True]
    assert str(among[0].condition) == "one of three calls of `book_table` has invalid arguments"


def test_each_rule_is_broken_once_before_one_is_broken_again(broken):
    """What models get wrong most easily comes first, and is told by its value."""
    first = [str(case.condition) for case in broken if case.facts["tool"] == "book_table"][2:10]

    assert first == [
        '`people` of `book_table` is the string "1"',
        "`day` of `book_table` is missing",
        "`people` of `book_table` is missing",
        "`arguments` of `book_table` is an empty object",
        "`day` of `book_table` is null",
        '`day` of `book_table` is the string "unknown-value"',
        "`people` of `book_table` is 0",
        "`people` of `book_table` is 13",
    ]  # fmt: skip


def test_messages_like_productions_call_the_tools_too():
    """So do those in the flat forms of the documentation."""
    observed = list(islice(CASES.cases_of("observed"), 4))
    flat = list(CASES.cases_of("documented"))

    names = [case.message["toolCallList"][0]["function"]["name"] for case in observed]
    assert names == ["book_table", "opening_hours"] * 2
    assert [sorted(case.message["toolCallList"][0]) for case in flat] == [
        ["arguments", "id", "name"],
        ["id", "name", "parameters"],
    ]
    assert list(CASES.cases_of("mutation")) == []


def test_a_strict_tool_gets_no_broken_arguments():
    """Its model keeps to the parameters."""
    strict = {**BOOK, "function": {**BOOK["function"], "strict": True}}

    cases = list(ToolCases(user_tools([strict]), newest()).cases_of("bad-arguments"))

    assert [case.family for case in cases] == [Family.TOOL_UNKNOWN]


def test_requests_for_a_tool_may_differ():
    """Where it has a server of its own."""
    change = HttpChange(path="/hours")
    cases = ToolCases(TOOLS, newest(), changes={"opening_hours": change})

    first, second = islice(cases.cases_of("arguments"), 2)

    assert (first.alter, second.alter) == (None, change)


def test_another_seed_makes_other_calls(valid):
    """And the same seed the same ones."""
    again, other = (next(ToolCases(TOOLS, newest(), seed=seed).cases_of("arguments")) for seed in (0, 1))

    assert again == valid[0]
    assert other.body != valid[0].body


def test_tools_of_different_servers_are_never_in_one_message():
    """Vapi sends each of them to its own server, which may well know no other tool."""
    cases = ToolCases(TOOLS, newest(), changes={"opening_hours": HttpChange(path="/hours")})

    for case in cases.cases_of("arguments"):
        assert {call["function"]["name"] for call in case.message["toolCallList"]} == {case.facts["tool"]}


def test_an_argument_has_several_values():
    """All of them match the parameters."""
    assert CASES.values_at("book_table", ("people",)) == [1, 12]
    assert "" in CASES.values_at("book_table", ("notes",))
